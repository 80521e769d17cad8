import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { packed, readCarried, unpacked } from '../../src/input/carried.ts';
import { diskSnapshots, wholeFile } from '../../src/input/disk.ts';
import { readTree } from '../../src/input/read.ts';
import { RecordedTree } from '../../src/input/recorded-tree.ts';
import { diskTree } from '../../src/input/source/disk-tree.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';

const samples = resolve(import.meta.dirname, '..', '..', 'samples');
const folder = mkdtempSync(join(tmpdir(), 'lsvf-carried-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** All that a reader found, to be compared. */
const found = (snapshots: readonly Snapshot[]): unknown =>
  snapshots.map(({ inputFormat, functions, diagnostics, remarks = [] }) => ({
    inputFormat,
    functions: functions.map((fn) => ({
      address: fn.address,
      bytes: Buffer.from(fn.config.slice(0, fn.config.end)).toString('hex'),
      ranges: fn.config.knownRanges,
      at: fn.positionOf(0),
      attributes: [...(fn.surroundings.attributes ?? [])],
      links: [...(fn.surroundings.links ?? [])],
      name: fn.stated.name?.value,
    })),
    diagnostics,
    remarks,
  }));

test.each(['igb-7vf/lspci-vvv-xxxx.txt', 'igb-7vf/sysfs.tar.gz', 'detached-q35/lspci-xxxx.txt'])(
  'what is read from the bytes of %s is what was read from the disk',
  async (name) => {
    const path = join(samples, name);
    const { inputs } = unpacked<null>(
      packed({ settings: null, inputs: [{ name: path, content: await wholeFile(path) }] }),
    );
    const [input] = inputs;
    if (!input) throw new Error('nothing was carried');
    expect(found(await readCarried(input))).toEqual(found(await diskSnapshots(path)));
  },
);

test('a folder is read again from what was read of it, through its links', async () => {
  execFileSync('tar', ['xzf', join(samples, 'igb-7vf/sysfs.tar.gz'), '-C', folder]);
  const tree = new RecordedTree(diskTree(folder));
  const direct = [readTree(tree)];
  expect(direct[0]?.functions.length).toBe(15);
  expect([...tree.entries.values()].some(({ kind }) => kind === 'link')).toBe(true);
  const { inputs, settings } = unpacked<{ n: number }>(
    packed({ settings: { n: 1 }, inputs: [{ name: tree.name, folder: 'x', content: tree.entries }] }),
  );
  expect(settings).toEqual({ n: 1 });
  const [input] = inputs;
  if (!input) throw new Error('nothing was carried');
  expect(found(await readCarried(input))).toEqual(found(direct));
});
