import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Shell } from '../program/shell.ts';

/* A folder is read by every command as lint reads it: its dumps, and a word of what is none. */

const shell = new Shell();
afterAll(() => shell.remove());
const at = (...path: string[]): string => join(shell.folder, ...path);
const sample = (name: string): string => join(import.meta.dirname, '../../samples', name);

beforeAll(() => {
  mkdirSync(at('dumps/deeper'), { recursive: true });
  cpSync(sample('igb-7vf/lspci-xxxx.txt'), at('dumps/one.txt'));
  cpSync(sample('igb-novf/lspci-xxxx.txt'), at('dumps/deeper/two.txt'));
  writeFileSync(at('dumps/notes.txt'), 'nothing of PCI\n');
  writeFileSync(at('dumps/more.bin'), Uint8Array.from([0, 1, 2, 3]));
  mkdirSync(at('nothing'));
  writeFileSync(at('nothing/notes.txt'), 'nothing of PCI\n');
  // As sysfs has it: the list of Functions holds links.
  const folder = at('sys/devices/pci0000:00/0000:00:01.0');
  mkdirSync(folder, { recursive: true });
  const bytes = new Uint8Array(256);
  bytes.set([0x86, 0x80, 0x34, 0x12], 0);
  bytes.set([0x00, 0x02], 0x0a);
  writeFileSync(join(folder, 'config'), bytes);
  mkdirSync(at('sys/bus/pci/devices'), { recursive: true });
  symlinkSync('../../../devices/pci0000:00/0000:00:01.0', at('sys/bus/pci/devices/0000:00:01.0'));
  mkdirSync(at('sos/host/sos_commands/pci'), { recursive: true });
  shell.run(
    `grep -v '^[0-9a-f]*: ' "${sample('igb-7vf/lspci-vvv-xxxx.txt')}" > sos/host/sos_commands/pci/lspci_-nnvv`,
  );
  shell.run('tar czf sos.tgz sos');
});

describe('a folder of dumps', () => {
  test.each([
    [
      'tree dumps',
      [
        'one.txt: 1 PF, 7 VFs, all attached (lspci, 15 functions)',
        'two.txt: 1 PF, no VFs enabled (lspci, 8 functions)',
      ],
    ],
    [
      'show -s 01:00.0 --field sriov.num_vfs dumps',
      ['num_vfs                                     7', 'num_vfs                                     0'],
    ],
    ['shared -s 01:00.0 dumps', ['0000:01:10.0']],
    ['tree --format json dumps', ['"source":"dumps/one.txt"', '"source":"dumps/deeper/two.txt"']],
  ])('lsvf %s', (command, shown) => {
    const { status, stdout, stderr } = shell.run(`lsvf ${command}`);
    for (const text of shown) expect(stdout).toContain(text);
    expect(stderr).toContain('dumps: not dumps, passed over: dumps/more.bin and 1 more');
    expect(status).toBe(0);
  });

  test('without a dump in it the run has failed, and says what a folder has to hold', () => {
    const { status, stdout, stderr } = shell.run('lsvf nothing');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('no configuration space is in this folder');
  });
});

test('a report is one system, as its archive is', () => {
  const [folder, archive] = ['sos', 'sos.tgz'].map(
    (path) => JSON.parse(shell.run(`lsvf tree --format json ${path}`).stdout).snapshots[0].functions,
  );
  expect(folder).toHaveLength(15);
  expect(folder.map(({ role, pf }: { role: string; pf: string }) => [role, pf])).toEqual(
    archive.map(({ role, pf }: { role: string; pf: string }) => [role, pf]),
  );
  expect(folder.filter(({ role }: { role: string }) => role === 'vf')).toHaveLength(7);
});

describe('a list of Functions in which all are links', () => {
  test('is read with the tree around it', () => {
    expect(shell.run('lsvf sys').stdout).toContain('sys: 1 function, no PF and no VF (sysfs)');
  });

  test('may be named alone: its links lead to what is beside it', () => {
    expect(shell.run('lsvf sys/bus/pci').stdout).toContain(
      'sys/bus/pci/devices: 1 function, no PF and no VF (sysfs)',
    );
  });

  test('copied alone, and it is said', () => {
    const { status, stderr } = shell.run('mkdir -p alone && cp -a sys/bus/pci alone/pci && lsvf alone/pci');
    expect(status).toBe(2);
    expect(stderr).toContain('a copy of bus/pci needs devices as well');
  });
});
