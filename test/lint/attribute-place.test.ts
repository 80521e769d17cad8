import { expect, test } from 'vitest';
import { encode } from '../../src/decode/encode.ts';
import { Diagnostics } from '../../src/input/diagnostics.ts';
import { MemoryTree } from '../../src/input/memory.ts';
import { readTree } from '../../src/input/read.ts';
import { Linters } from '../../src/lint/linters.ts';
import { Names } from '../../src/verdict/names.ts';
import { System } from '../../src/verdict/system.ts';

const pf = encode({
  'header.vendor_id': 0x8086,
  'header.device_id': 0x10c9,
  'sriov.total_vfs': 8,
  'sriov.initial_vfs': 8,
  'sriov.num_vfs': 2,
  'sriov.control.vf_enable': 1,
});

test('a finding on what sysfs states points at its file, with the bytes beside it', () => {
  const tree = new MemoryTree('sys');
  const folder = '0000:01:00.0';
  const add = (name: string, text: string): boolean =>
    tree.add(`${folder}/${name}`, { kind: 'file', bytes: new TextEncoder().encode(text) });
  tree.add(`${folder}/config`, { kind: 'file', bytes: pf });
  add('vendor', '0x15b3\n');
  add('sriov_numvfs', '3\n');
  add('sriov_totalvfs', '9\n');
  const snapshot = readTree(tree, undefined, new Diagnostics('sys'));
  const { findings } = new Linters('recommended', {}, []).for('sys').lint(new System(snapshot, new Names()));
  const places = findings.flatMap(({ rule, at, related }) =>
    rule.endsWith('-vs-config') ? [`${rule} ${at.file}:${at.line}, ${related[0]?.at.file}`] : [],
  );
  expect(places).toEqual([
    `sysfs/numvfs-vs-config sys:${folder}/sriov_numvfs:1, sys:${folder}/config`,
    `sysfs/totalvfs-vs-config sys:${folder}/sriov_totalvfs:1, sys:${folder}/config`,
    `sysfs/ids-vs-config sys:${folder}/vendor:1, sys:${folder}/config`,
  ]);
});
