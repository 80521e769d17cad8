import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { LiveConfigSpace } from '../../src/input/live-config.ts';
import { MemoryTree } from '../../src/input/memory.ts';
import { readTree } from '../../src/input/read.ts';
import { diskTree } from '../../src/input/source/disk-tree.ts';
import type { ByteSource } from '../../src/input/vfs.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { treeRecord } from '../../src/output/records/tree.ts';
import { Names } from '../../src/verdict/names.ts';
import { System } from '../../src/verdict/system.ts';

const scratch = mkdtempSync(join(tmpdir(), 'lsvf-live-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const samples = join(import.meta.dirname, '..', '..', 'samples');
const folders = readdirSync(samples).filter((name) => existsSync(join(samples, name, 'sysfs.tar.gz')));

function treeOf(snapshot: Snapshot): unknown[] {
  const system = new System(snapshot, new Names());
  return snapshot.functions.map((fn) => treeRecord(system, fn));
}

/** A file of which so many bytes may be read; notes every dword that was. */
function sourceOf(content: Uint8Array, allowed = content.length): ByteSource & { readonly seen: number[] } {
  const seen: number[] = [];
  return {
    seen,
    size: content.length,
    read(offset, length) {
      const bytes = content.slice(offset, Math.min(offset + length, allowed));
      for (let at = offset; at < offset + bytes.length; at += 4) seen.push(at);
      return bytes;
    },
  };
}

describe('reading as little as needed says the same as reading everything', () => {
  test.each(folders)('%s', (folder) => {
    const root = join(scratch, folder);
    mkdirSync(root);
    execFileSync('tar', ['xzf', join(samples, folder, 'sysfs.tar.gz'), '-C', root]);
    const whole = readTree(diskTree(root, () => false));
    const live = readTree(diskTree(root, () => true));
    expect(treeOf(live)).toEqual(treeOf(whole));
    let bytes = 0;
    for (const { config } of live.functions) {
      expect(config).toBeInstanceOf(LiveConfigSpace);
      for (const { start, end } of (config as LiveConfigSpace).readRanges) bytes += end - start;
    }
    expect(bytes / live.functions.length).toBeLessThan(200);
    // Who asks for all bytes gets them.
    for (const [n, { config }] of live.functions.entries()) {
      const other = whole.functions[n]?.config;
      expect(config.knownRanges).toEqual(other?.knownRanges);
      expect(Buffer.compare(config.slice(0, config.end), other?.slice(0, other.end) ?? Buffer.of())).toBe(0);
    }
  });

  test('a copy of /sys is read as a whole', () => {
    const root = join(scratch, folders[0] ?? '');
    const { functions } = readTree(diskTree(root));
    expect(functions.some(({ config }) => config instanceof LiveConfigSpace)).toBe(false);
  });
});

describe('one configuration space', () => {
  const bytes = Uint8Array.from({ length: 4096 }, (_, n) => (n === 0x0e ? 0 : (n * 7) & 0xff));

  test('every dword is read once, and none that nobody asked for', () => {
    const source = sourceOf(bytes);
    const config = LiveConfigSpace.open(source);
    for (let times = 0; times < 2; times++) {
      expect([config.u8(0x83), config.u16(0x102), config.u32(0xffc), config.u32(0x41)]).toEqual([
        (0x83 * 7) & 0xff,
        Buffer.from(bytes).readUInt16LE(0x102),
        Buffer.from(bytes).readUInt32LE(0xffc),
        Buffer.from(bytes).readUInt32LE(0x41),
      ]);
    }
    expect(config.has(0x1000, 1)).toBe(false);
    const header = Array.from({ length: 16 }, (_, n) => n * 4);
    expect(source.seen).toEqual([...header, 0x40, 0x80, 0x100, 0xffc, 0x44]);
    expect(config.knownBytes).toBe(4096);
    expect(config.isFilledWith(0, 0, 4096)).toBe(false);
    expect(config.knownRanges).toEqual([{ start: 0, end: 4096 }]);
    expect(new Set(source.seen).size).toBe(source.seen.length);
  });

  test.each([
    ['not as root', 0, 64, 64],
    ['a CardBus bridge, not as root', 2, 128, 128],
    ['a CardBus bridge, as root', 2, 4096, 4096],
    ['nothing', 0, 0, 0],
  ])('%s', (_what, layout, allowed, end) => {
    const content = bytes.slice();
    content[0x0e] = layout;
    const config = LiveConfigSpace.open(sourceOf(content, allowed));
    expect([config.end, config.isCut, config.u32(allowed)]).toEqual([end, end < 4096, -1]);
    expect(config.knownRanges).toEqual(end === 0 ? [] : [{ start: 0, end }]);
  });

  test('what cannot be read in the middle is unknown', () => {
    const source = sourceOf(bytes);
    const broken = { ...source, read: (at: number, n: number) => source.read(at, at >= 0x200 ? 0 : n) };
    const config = LiveConfigSpace.open(broken);
    expect([config.u32(0x1fc) >= 0, config.has(0x1fc, 8), config.u32(0x200), config.u8(0x300)]).toEqual([
      true,
      false,
      -1,
      -1,
    ]);
    expect(config.knownRanges).toEqual([{ start: 0, end: 0x200 }]);
    expect(config.isFilledWith(0xff, 0x200, 0x300)).toBe(false);
  });
});

test('that the user may not read everything is said once', () => {
  const tree = new MemoryTree('/sys');
  const bytes = new Uint8Array(256).fill(1);
  for (const address of ['0000:00:00.0', '0000:00:01.0'])
    tree.add(`${address}/config`, { kind: 'file', bytes });
  const live = (): ByteSource => sourceOf(bytes, 64);
  const snapshot = readTree(Object.assign(tree, { live }));
  expect(snapshot.functions.map(({ config }) => config.end)).toEqual([64, 64]);
  expect(snapshot.diagnostics.map(({ code }) => code)).toEqual(['sysfs/not-root']);
});
