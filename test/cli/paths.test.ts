import { describe, expect, test } from 'vitest';
import { runProgram } from '../program/run-program.ts';

/* What commands say of a PATH, a selection or a command that is not there. */

const dump = 'samples/igb-7vf/lspci-xxxx.txt';

function lsvf(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return runProgram(args, { env: { ...process.env, NO_COLOR: '1' } });
}

describe.each(['tree', 'show', 'shared'])('%s', (command) => {
  test('shows what can be read, and fails when another PATH cannot', () => {
    const { status, stdout, stderr } = lsvf(command, dump, 'no-such-dump.txt');
    expect(stdout).toContain('01:00.0');
    expect(stderr).toContain('no-such-dump.txt: error: there is no such file or folder');
    expect(status).toBe(2);
  });

  test('fails on a selection that fits nothing', () => {
    const { status, stderr } = lsvf(command, '-s', '99:00.0', dump);
    expect(stderr).toBe(`lsvf: -s 99:00.0 fits no function of ${dump}\n`);
    expect(status).toBe(2);
  });

  test('does not fail on one that fits', () => {
    const { status, stderr } = lsvf(command, '-s', '01:10.0', dump);
    expect([status, stderr]).toEqual([0, '']);
  });
});

test('a mistyped command is not taken for a file', () => {
  const { status, stdout, stderr } = lsvf('shard', dump);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toBe("lsvf: 'shard' is neither a command nor a file; did you mean shared?\n");
});

test('--field does not go with hex', () => {
  const { status, stderr } = lsvf('show', '--format', 'hex', '--field', 'sriov', dump);
  expect(status).toBe(2);
  expect(stderr).toContain('--format hex writes all bytes');
});
