import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runHere } from './run-here.ts';

/* A walk leaves out what other programs keep, but not what was to be a dump and came to nothing. */

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lsvf-named-'));
  copyFileSync(join(import.meta.dirname, '../../samples/igb-novf/lspci-xxxx.txt'), join(folder, 'whole.txt'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (path: string, text = ''): void => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
};

async function errors(): Promise<string[]> {
  const { stdout } = await runHere(['lint', '.', '-f', 'concise'], folder);
  return stdout.split('\n').filter((line) => line.includes(': error:'));
}

const device = (name: string): string =>
  `<device>\n  <name>${name}</name>\n  <capability type='pci'>\n    <domain>0</domain>\n    <bus>1</bus>\n    <slot>0</slot>\n    <function>0</function>\n  </capability>\n</device>\n`;

test('an empty file whose name is that of a dump is said to be empty', async () => {
  for (const path of [
    'a/config',
    'b/lspci.txt',
    'c/lspci',
    'd/0000_01_00.0.config',
    'e/pci_0000_01_00_0.xml',
  ])
    put(path);
  for (const path of ['README', '.gitkeep', 'package.json', 'logs/24-10-01', 'pom.xml']) put(path);
  expect(await errors()).toEqual(
    ['a/config', 'b/lspci.txt', 'c/lspci', 'd/0000_01_00.0.config', 'e/pci_0000_01_00_0.xml'].map(
      (path) => `${path}:1:1: error: the file is empty [dump/empty]`,
    ),
  );
});

test('XML of libvirt that is cut off is said with its place, alone and after others', async () => {
  put('alone.xml', device('pci_0000_01_00_0').slice(0, 60));
  put('early.xml', device('pci_0000_01_00_0').slice(0, 25));
  put('last.xml', device('pci_0000_01_00_0') + device('pci_0000_02_00_0').slice(0, 60));
  put('first.xml', device('pci_0000_02_00_0').slice(0, 60) + device('pci_0000_01_00_0'));
  put('other.xml', device('net_eth0').replace("'pci'", "'net'").slice(0, 60));
  const cut = (place: string, name: string): string =>
    `${place}: error: ${name} is cut off: it has no </device>; it was skipped [dump/archive-whole]`;
  expect(await errors()).toEqual([
    cut('alone.xml:1:1', 'the device pci_0000_01_00_0'),
    cut('early.xml:1:1', 'this device'),
    cut('first.xml:1:1', 'the device pci_0000_02_00_0'),
    cut('last.xml:10:1', 'the device pci_0000_02_00_0'),
  ]);
});

test('files of other programs stay quiet', async () => {
  put('README', 'Fixtures of the driver.\n');
  put('settings.json', '{"a":');
  put('pom.xml', '<?xml version="1.0"?>\n<project>\n');
  put('config', '[core]\n\tbare = false\n');
  expect(await errors()).toEqual([]);
});
