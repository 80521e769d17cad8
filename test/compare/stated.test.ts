import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { diff } from '../../src/compare/diff.ts';
import { splitDumps } from '../../src/input/segment.ts';
import { textSnapshots } from '../../src/input/text.ts';
import { Names } from '../../src/verdict/names.ts';
import { System } from '../../src/verdict/system.ts';
import { Shell } from '../program/shell.ts';

/* What two texts without bytes state is compared; where nothing can be, that is no "no difference". */

const sample = readFileSync(join(import.meta.dirname, '../../samples/igb-7vf/lspci-vvv-xxxx.txt'), 'utf8');
const words = sample.replace(/^[0-9a-f]+: .*\n/gm, '');
const systemsOf = (text: string): System[] =>
  textSnapshots('dump', Buffer.from(text))
    .flatMap(splitDumps)
    .map((snapshot) => new System(snapshot, new Names(undefined)));
const changed = (before: string, after: string) => {
  const { pairs, same, uncompared, differs } = diff(systemsOf(before), systemsOf(after));
  const changes = pairs.flatMap((pair) =>
    pair.changes.map(({ field, kind, before: one, after: other }) => [
      pair.after.address,
      field,
      kind,
      one,
      other,
    ]),
  );
  return { changes, same, uncompared, differs };
};

describe('two texts without bytes', () => {
  test('the same', () => {
    expect(changed(words, words)).toEqual({ changes: [], same: 15, uncompared: 0, differs: false });
  });

  test.each([
    ['VF offset: 128', 'VF offset: 384', ['0000:01:00.0', 'sriov.first_vf_offset', 'changed', 128, 384]],
    [
      'ARIHierarchy+',
      'ARIHierarchy-',
      ['0000:01:00.0', 'sriov.control.ari_capable_hierarchy', 'changed', 1, 0],
    ],
    [
      'Kernel driver in use: igb\n',
      'Kernel driver in use: vfio-pci\n',
      ['0000:01:00.0', 'driver', 'changed', 'igb', 'vfio-pci'],
    ],
    [/^\tCapabilities: \[160 .*\n(\t\t.*\n)*/m, '', ['0000:01:00.0', 'sriov', 'removed', null, null]],
  ])('%s', (from, to, change) => {
    const other = words.replace(from, to);
    expect(other).not.toBe(words);
    expect(changed(words, other).changes).toContainEqual(change);
  });

  test('names are all there is: they are compared', () => {
    const lists = ['Ethernet controller: One Device', 'Ethernet controller: Other Device'];
    const [one = '', other = ''] = lists.map((text) => `01:00.0 ${text}\n01:00.1 ${lists[0]}\n`);
    expect(changed(one, other)).toEqual({
      changes: [['0000:01:00.0', 'name', 'changed', 'One Device', 'Other Device']],
      same: 1,
      uncompared: 0,
      differs: true,
    });
  });
});

test('a text and a dump: what the one states is compared with the bytes of the other', () => {
  expect(changed(words, sample).changes).toEqual([]);
  expect(changed(words.replace('VF offset: 128', 'VF offset: 384'), sample).changes).toEqual([
    ['0000:01:00.0', 'sriov.first_vf_offset', 'changed', 384, 128],
  ]);
});

describe('what a change of words means', () => {
  const meanings = (before: string, after: string): string[] =>
    diff(systemsOf(before), systemsOf(after)).pairs.flatMap((pair) => pair.meanings.map(({ text }) => text));

  test('VF Enable is stated as well', () => {
    const texts = meanings(words, words.replace('Number of VFs: 7', 'Number of VFs: 4'));
    expect(texts.join()).toContain('the number of VFs changed');
    expect(texts.join()).not.toContain('VF Enable is clear');
  });

  test('a link that is slower was up before', () => {
    const texts = meanings(words.replace(/(LnkSta:\s+Speed )2\.5GT\/s/g, '$15GT/s'), words);
    expect(texts.join()).toContain('the link');
    expect(texts.join()).not.toMatch(/came up|went down/);
  });
});

describe('the command', () => {
  const shell = new Shell();
  afterAll(() => shell.remove());

  test('nothing that can be compared is not "no difference"', () => {
    shell.write('a.txt', `01:00.0\n00: ff\n`);
    shell.write('b.txt', '02:00.0 Ethernet controller [0200]: X [8086:1234]\n');
    const { status, stdout } = shell.run('lsvf diff --match address a.txt b.txt');
    expect(status).not.toBe(0);
    expect(stdout).not.toContain('no difference');
  });

  test('one input with two systems is both', () => {
    const after = sample.replace(/^(?=0000:01:00\.0)/m, '').replaceAll('NumVFs: 7', 'NumVFs: 7');
    shell.write('before.txt', sample);
    shell.write('after.txt', after.replace('170: 07 00', '170: 06 00'));
    spawnSync('bash', ['-c', 'diff -U 400 before.txt after.txt > file.patch'], { cwd: shell.folder });
    const { status, stdout } = shell.run('lsvf diff file.patch');
    expect(stdout).toContain('sriov.num_vfs');
    expect(stdout).toMatch(/7 → 6/);
    expect(status).toBe(1);
  });

  test('one dump alone says what is missing', () => {
    shell.write('before.txt', sample);
    const { status, stderr } = shell.run('lsvf diff before.txt');
    expect(status).toBe(2);
    expect(stderr).toContain('before.txt holds one dump; a patch of two would hold both');
  });
});
