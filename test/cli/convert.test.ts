import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { NewFile } from '../../src/cli/new-file.ts';
import { runProgramBytes } from '../program/run-program.ts';

/* What convert does to files. */

const root = join(import.meta.dirname, '..', '..');
const scratch = mkdtempSync(join(tmpdir(), 'lsvf-convert-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const dump = join(root, 'samples', 'igb-7vf', 'lspci-nonroot-xxxx.txt');
const gap = join(scratch, 'gap.txt');
writeFileSync(gap, '01:00.0 X\n00: 86 80 c9 10\n20: 01 02 03 04\n\n02:00.0 Y\n10: 01\n\n');

function convert(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, NO_COLOR: '1' };
  const { status, stdout, stderr } = runProgramBytes(['convert', ...args], { cwd: scratch, env });
  return { status, stdout: stdout.toString('latin1'), stderr: stderr.toString('latin1') };
}

const folder = (name: string): string => {
  const path = join(scratch, name);
  mkdirSync(path);
  return path;
};

describe('the file', () => {
  test('takes the place of another when it is whole, and leaves nothing beside it', () => {
    const at = folder('replace');
    writeFileSync(join(at, 'out.json'), 'before');
    expect(convert(dump, '--to', 'json', '-o', join(at, 'out.json')).status).toBe(0);
    expect(JSON.parse(readFileSync(join(at, 'out.json'), 'utf8')).functions).toHaveLength(15);
    expect(readdirSync(at)).toEqual(['out.json']);
  });

  test('stays as it was when nothing can be written', () => {
    const at = folder('keep');
    writeFileSync(join(at, 'out.txt'), 'before');
    const input = join(scratch, 'no-bytes.json');
    const functions = [{ address: '0000:00:00.0', known: [], bytes: '' }];
    writeFileSync(input, JSON.stringify({ lsvf: 'functions', schema_version: 1, functions }));
    const { status, stderr } = convert(input, '--to', 'lspci', '-o', join(at, 'out.txt'));
    expect([status, readFileSync(join(at, 'out.txt'), 'utf8')]).toEqual([2, 'before']);
    expect(stderr).toContain('nothing was written');
    expect(readdirSync(at)).toEqual(['out.txt']);
  });

  test('may be the one that is read', () => {
    const path = join(folder('same'), 'dump.txt');
    writeFileSync(path, readFileSync(dump));
    expect(convert(path, '--to', 'lspci', '-o', path).status).toBe(0);
    expect(convert(path, '--to', 'lspci').stdout).toBe(readFileSync(path, 'latin1'));
  });

  test('behind a link: the link stays', () => {
    const at = folder('link');
    writeFileSync(join(at, 'real.json'), '');
    symlinkSync('real.json', join(at, 'link.json'));
    expect(convert(dump, '--to', 'json', '-o', join(at, 'link.json')).status).toBe(0);
    expect(readFileSync(join(at, 'real.json'), 'utf8')).toContain('"lsvf"');
  });

  test('is packed when its name says so, and read back', () => {
    const path = join(folder('packed'), 'tree.tar.gz');
    expect(convert(dump, '--to', 'sysfs-tar', '-o', path).status).toBe(0);
    expect([...readFileSync(path).subarray(0, 2)]).toEqual([0x1f, 0x8b]);
    const back = convert(path, '--to', 'json');
    expect(JSON.parse(back.stdout).functions).toHaveLength(15);
  });

  test.each([
    ['a folder', scratch, 'is a folder'],
    ['in no folder', join(scratch, 'no', 'such', 'x.txt'), 'cannot be written: there is no such folder'],
  ])('%s', (_what, path, message) => {
    const { status, stderr } = convert(dump, '--to', 'json', '-o', path);
    expect([status, stderr.includes(message)]).toEqual([2, true]);
  });

  test('standard output gets all of an archive', () => {
    const path = join(folder('stdout'), 'tree.tar');
    convert(dump, '--to', 'sysfs-tar', '-o', path);
    expect(convert(dump, '--to', 'sysfs-tar').stdout === readFileSync(path, 'latin1')).toBe(true);
  });
});

describe('several inputs', () => {
  const more = join(root, 'samples', 'igb-novf', 'lspci-xxxx.txt');

  test('each becomes a file of the folder', () => {
    const at = folder('many');
    expect(convert(dump, more, '--to', 'json', '-o', at).status).toBe(0);
    expect(readdirSync(at).sort()).toEqual(['lspci-nonroot-xxxx.json', 'lspci-xxxx.json']);
  });

  test('need a folder that exists', () => {
    const refusal = (...args: string[]): string => convert(dump, more, '--to', 'json', ...args).stderr;
    const needed = 'several PATHs need a folder to write to: ';
    expect(refusal()).toContain(`${needed}-o FOLDER`);
    expect(refusal('-o', '-')).toContain(`${needed}-o FOLDER`);
    expect(refusal('-o', 'nowhere')).toContain(`${needed}nowhere does not exist; create it first`);
    expect(refusal('-o', 'gap.txt')).toContain(`${needed}gap.txt is not one`);
  });

  test('of one name are refused', () => {
    const { status, stderr } = convert(dump, dump, '--to', 'json', '-o', folder('twice'));
    expect([status, stderr.includes('two of the dumps')]).toEqual([2, true]);
  });

  test('one serial number has one replacement in all of them', () => {
    const at = folder('alike');
    const record = (serial: string): string => {
      const rows = [`100: 03 00 01 00 ${serial}`].join('\n');
      const header = `00: 86 80 c9 10 00 00 10 00 00 00 00 02 00 00 00 00\n30: 00 00 00 00 40\n40: 10 00 02 00`;
      return `01:00.0 X\n${header}\n${rows}\n\n`;
    };
    writeFileSync(join(at, 'a.txt'), record('01 02 03 04 05 06 07 08') + record('11 12 13 14 15 16 17 18'));
    writeFileSync(join(at, 'b.txt'), record('11 12 13 14 15 16 17 18'));
    const out = folder('alike-out');
    const { stderr } = convert(
      join(at, 'a.txt'),
      join(at, 'b.txt'),
      '--to',
      'lspci',
      '--anonymize',
      '-o',
      out,
    );
    expect(stderr).toContain('anonymized: dsn.serial_number of 1 function, 2 values\n');
    expect(readFileSync(join(out, 'b.txt'), 'utf8')).toContain('100: 03 00 01 00 02 00 00 00 00 00 00 02\n');
  });
});

describe('what is lost is said', () => {
  test('bytes behind a gap, never filled up', () => {
    const { status, stdout, stderr } = convert(gap, '--to', 'sysfs-tar', '-o', join(folder('gap'), 'x.tar'));
    expect([status, stdout]).toEqual([0, '']);
    expect(stderr).toContain(
      'sysfs-tar cannot carry 5 known bytes of 2 functions, which come after unknown ones: 0000:01:00.0, 0000:02:00.0\n',
    );
    const back = JSON.parse(convert(join(scratch, 'gap', 'x.tar'), '--to', 'json').stdout);
    expect(back.functions.map((fn: { known: unknown }) => fn.known)).toEqual([[[0, 4]], []]);
  });

  test('lspci and json carry gaps', () => {
    for (const format of ['lspci', 'json'])
      expect(convert(gap, '--to', format, '-o', join(scratch, `gap.${format}`)).stderr).not.toContain(
        'cannot carry',
      );
  });

  test('names of a hostile input reach the terminal without its control sequences', () => {
    const path = join(scratch, 'hostile.json');
    const attributes = { 'x\u001b[31m': 'y' };
    const functions = [{ address: '0000:00:00.0', attributes, known: [[0, 4]], bytes: 'hoDJEA==' }];
    writeFileSync(path, JSON.stringify({ lsvf: 'functions', schema_version: 1, functions }));
    const { stderr } = convert(path, '--to', 'lspci');
    expect(stderr).toContain('x\\x1b[31m');
    expect(stderr).not.toContain('\u001b');
  });
});

test('a large file comes back whole', () => {
  const at = folder('large');
  const row = Array.from({ length: 256 }, (_, n) => {
    const bytes = Array.from({ length: 16 }, (_, m) =>
      ((n * 31 + m * 7) & 0xff).toString(16).padStart(2, '0'),
    );
    return `${(16 * n).toString(16).padStart(2, '0')}: ${bytes.join(' ')}\n`;
  }).join('');
  const dumps = Array.from(
    { length: 200 },
    (_, n) => `${(n + 1).toString(16).padStart(2, '0')}:00.0 X\n${row}\n`,
  );
  writeFileSync(join(at, 'dump.txt'), dumps.join(''));
  for (const format of ['json', 'umockdev', 'sysfs-tar']) {
    const out = join(at, `x.${format}`);
    const { status, stderr } = convert(join(at, 'dump.txt'), '--to', format, '-o', out);
    expect([status, stderr.replace(/.*lspci's first line.*\n/, '')]).toEqual([0, '']);
    const text = convert(out, '--to', 'lspci').stdout;
    expect(text.match(/^[0-9a-f]{2,3}: .*$/gm)?.length).toBe(200 * 256);
    expect(
      text
        .split('\n\n')
        .slice(0, -1)
        .every((one) => `${one}\n`.endsWith(row)),
    ).toBe(true);
  }
}, 30_000);

test('who interrupts it finds nothing left behind', () => {
  const at = folder('interrupted');
  const before = process.listeners('SIGTERM');
  const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
  new NewFile(join(at, 'out.txt'), 'txt');
  expect(readdirSync(at)).toHaveLength(1);
  const added = process.listeners('SIGTERM').filter((listener) => !before.includes(listener));
  for (const listener of added) listener('SIGTERM');
  expect(readdirSync(at)).toEqual([]);
  expect(kill.mock.calls).toEqual([[process.pid, 'SIGTERM']]);
  expect(process.listeners('SIGTERM')).toEqual(before);
  kill.mockRestore();
});
