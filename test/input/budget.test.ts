import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { packTar, type TarEntry } from 'modern-tar';
import { describe, expect, test } from 'vitest';
import { Budget, limits, OverBudget } from '../../src/input/budget.ts';
import { MemoryTree } from '../../src/input/memory.ts';
import { readSnapshots } from '../../src/library/disk.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { settled } from '../fuzz/archive-damage.ts';

/* Inputs that take more than they should: each ends with a word, and what was read before is used. */

const MiB = 2 ** 20;
const root = join(import.meta.dirname, '..', '..');
const dump = Uint8Array.from(readFileSync(join(root, 'samples/igb-7vf/lspci-xxxx.txt')));
const small = (name: string): Uint8Array =>
  Uint8Array.from(readFileSync(join(root, 'test/fuzz/archives', name)));
const file = (name: string, body: Uint8Array): TarEntry => ({
  header: { name, size: body.length, type: 'file', mtime: new Date(0) },
  body,
});

interface Outcome {
  readonly functions: number;
  readonly said: readonly string[];
}

async function read(bytes: Uint8Array): Promise<Outcome> {
  const snapshots: readonly Snapshot[] = await settled(readSnapshots(bytes, { name: 'a' }));
  return {
    functions: snapshots.reduce((sum, snapshot) => sum + snapshot.functions.length, 0),
    said: snapshots.flatMap(({ diagnostics }) =>
      diagnostics.map(({ code, message }) => `${code}: ${message}`),
    ),
  };
}

describe('a budget', () => {
  test('gives much to a small input and more to a large one', () => {
    const budget = new Budget();
    const before = budget.left('unpacked');
    expect(before).toBeGreaterThanOrEqual(64 * MiB);
    budget.earn(MiB);
    expect(budget.left('unpacked') - before).toBe(64 * MiB);
    budget.earn(2 ** 40);
    expect(budget.left('kept')).toBe(2 ** 30);
  });

  test('once it is used up, nothing more is given of anything', () => {
    const budget = new Budget();
    budget.take('entries', budget.left('entries'));
    expect(budget.isOver).toBe(false);
    expect(() => budget.take('entries', 1)).toThrow(OverBudget);
    expect(() => budget.take('kept', 1)).toThrow(/more than \d+ files and folders/);
  });

  test('counts the time in which it is worked, not the time of waiting', async () => {
    let now = 0;
    const budget = new Budget(() => now);
    now += 3000;
    budget.checkTime();
    await budget.waitFor(
      Promise.resolve().then(() => {
        now += 3_600_000;
      }),
    );
    now += 3000;
    budget.checkTime();
    now += 3000;
    expect(() => budget.checkTime()).toThrow('it takes more than 8 seconds');
  });
});

describe('bombs', () => {
  const zeros = gzipSync(Buffer.alloc(64 * MiB), { level: 9 });
  const many = (times: number): Uint8Array => Uint8Array.from(Buffer.concat(new Array(times).fill(zeros)));

  test('a file of zeros in a tar: what came before it is read', async () => {
    const start = Buffer.from(await packTar([file('dump.txt', dump)])).subarray(0, -1024);
    const header = Buffer.from(await packTar([file('zeros', new Uint8Array(1))])).subarray(0, 512);
    header.write(`${(4 * 2 ** 30 - 512).toString(8).padStart(11, '0')}\0`, 124, 'latin1');
    header.fill(0x20, 148, 156);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    const bomb = Buffer.concat([gzipSync(Buffer.concat([start, header])), many(6)]);
    expect(await read(Uint8Array.from(bomb))).toEqual({
      functions: 15,
      said: [
        expect.stringMatching(
          /^archive\/too-large: it unpacks to more than \d+ MiB; the rest was dropped, and what was read before is used$/,
        ),
      ],
    });
  });

  test('a dump with lines of nothing', async () => {
    const lines = gzipSync(Buffer.alloc(64 * MiB, '\n'), { level: 9 });
    const bomb = Buffer.concat([gzipSync(dump), lines, lines, lines]);
    const { functions, said } = await read(Uint8Array.from(bomb));
    expect([functions, said.length]).toEqual([15, 1]);
    expect(said[0]).toContain('archive/too-large: it unpacks to more than');
  });

  test('Functions of no bytes', async () => {
    const line = (n: number): string => `${n.toString(16).padStart(4, '0')}:00:00.0 x\n00: 86 80\n`;
    const text = Array.from({ length: 40_000 }, (_, n) => line(n)).join('');
    const { functions, said } = await read(gzipSync(text, { level: 9 }));
    expect(functions).toBeGreaterThanOrEqual(2 ** 14);
    expect(functions).toBeLessThan(30_000);
    expect(said).toContain(
      `input/too-large: it holds more Functions than ${functions}, the most that are read of it; the rest was dropped`,
    );
    // As it stands it has the bytes for them.
    expect((await read(new TextEncoder().encode(text))).functions).toBe(40_000);
  });

  test('a file whose format needs it as a whole', async () => {
    const record = `P: /devices/pci0000:00/0000:00:01.0\nH: config=${'86'.repeat(64)}\n\n`;
    const { functions, said } = await read(gzipSync(record.repeat(150_000), { level: 9 }));
    // One address over and over.
    expect(functions).toBeLessThan(30_000);
    expect(said).toContainEqual(
      expect.stringMatching(
        /^input\/too-large: it has more than \d+ MiB in a format that is read as a whole/,
      ),
    );
  });

  test('elements that begin and do not end', async () => {
    const start = '<device><capability type="pci"><capability type="virt_functions">\n';
    for (const text of [start.repeat(50_000), `${start.repeat(50_000)}</device>`])
      expect((await read(new TextEncoder().encode(text))).said[0]).toContain('this device is cut off');
  });

  test('entries of a zip that share their bytes', async () => {
    const content = Buffer.alloc(8 * MiB);
    const packed = deflateRawSync(content, { level: 9 });
    const sum = crc32 === undefined ? 0 : crc32(content);
    const local = Buffer.alloc(31);
    local.write('PK\x03\x04\x14\0\0\0\x08\0', 'latin1');
    local.writeUInt32LE(sum, 14);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(content.length, 22);
    local.writeUInt16LE(1, 26);
    local.write('x', 30, 'latin1');
    const entry = Buffer.alloc(47);
    entry.write('PK\x01\x02\x14\x03\x14\0\0\0\x08\0', 'latin1');
    entry.writeUInt32LE(sum, 16);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(content.length, 24);
    entry.writeUInt16LE(1, 28);
    entry.write('x', 46, 'latin1');
    const count = 10_000;
    const end = Buffer.alloc(22);
    end.write('PK\x05\x06', 'latin1');
    end.writeUInt16LE(count, 8);
    end.writeUInt16LE(count, 10);
    end.writeUInt32LE(entry.length * count, 12);
    end.writeUInt32LE(local.length + packed.length, 16);
    const zip = Buffer.concat([local, packed, ...new Array<Buffer>(count).fill(entry), end]);
    const { said } = await read(Uint8Array.from(zip));
    expect(said.some((text) => text.includes('it shares its bytes with another entry'))).toBe(true);
    // 80 GiB, if each were unpacked.
    expect(said.some((text) => text.includes('it unpacks to more than'))).toBe(false);
  });

  test('archives in archives, without end', async () => {
    let bytes: Uint8Array = dump;
    for (let n = 0; n < 30; n++) bytes = gzipSync(bytes);
    expect((await read(bytes)).said[0]).toBe(
      `archive/too-large: archives in it are in each other ${limits.nesting} times; it was skipped`,
    );
  });

  test('archives in an archive share what there is', async () => {
    const inner = await packTar([file('zeros', new Uint8Array(40 * MiB))]);
    const packed = gzipSync(inner, { level: 9 });
    const outer = await packTar([
      file('dump.txt', dump),
      ...Array.from({ length: 8 }, (_, n) => file(`${n}.tar.gz`, packed)),
      file('last.txt', dump),
    ]);
    const { functions, said } = await read(gzipSync(outer, { level: 9 }));
    expect([functions, said.length]).toEqual([15, 1]);
    expect(said[0]).toContain('archive/too-large: it unpacks to more than');
  });
});

describe('names', () => {
  test('longer and deeper than a path can be', async () => {
    const tar = await packTar([
      file('dump.txt', dump),
      file(`${'a/'.repeat(16_000)}x`, dump),
      file(`${'b/'.repeat(200)}x`, dump),
      file('c'.repeat(5000), dump),
    ]);
    const { functions, said } = await read(Uint8Array.from(tar));
    expect(functions).toBe(15);
    expect(said).toEqual([
      expect.stringMatching(/has a name of 32001 characters, more than 4096; it was skipped$/),
      expect.stringMatching(/is 201 folders deep, more than 128; it was skipped$/),
      expect.stringMatching(/has a name of 5000 characters, more than 4096; it was skipped$/),
    ]);
  });

  test('a tree that is deep is no work', () => {
    const tree = new MemoryTree('t');
    const folder = Array.from({ length: limits.depth - 1 }, (_, n) => `d${n}`).join('/');
    for (let n = 0; n < 20_000; n++) tree.add(`${folder}/${n}`, { kind: 'file', bytes: new Uint8Array(1) });
    for (let n = 0; n < 20_000; n++) expect(tree.list(folder).length).toBe(20_000);
    expect(tree.add(`${folder}/x/y`, { kind: 'file', bytes: new Uint8Array(1) })).toBe(false);
  });

  test('links that lead through links end somewhere', () => {
    const tree = new MemoryTree('t');
    const target = (n: number): string => `${'a/../'.repeat(400)}l${n}`;
    tree.add('a/x', { kind: 'file', bytes: new Uint8Array(1) });
    tree.add('l0', { kind: 'file', bytes: Uint8Array.of(7) });
    for (let n = 1; n < 100; n++) tree.add(`l${n}`, { kind: 'link', target: target(n - 1) });
    expect(tree.read('l1', 1)).toEqual(Uint8Array.of(7));
    expect(tree.whyUnread('l99')).toBe('its link leads out of the tree or in a circle');
  });

  test('the bytes of names are counted', async () => {
    const long = 'n'.repeat(4000);
    const entries = Array.from(
      { length: 9000 },
      (_, n): TarEntry => ({
        header: { name: `${long}${n}`, size: 0, type: 'file', mtime: new Date(0) },
      }),
    );
    const { functions, said } = await read(gzipSync(await packTar([file('dump.txt', dump), ...entries])));
    expect(functions).toBe(15);
    expect(said).toEqual([
      expect.stringMatching(/^archive\/too-large: the names in it have more than \d+ MiB/),
    ]);
  });
});

test('of an input that is read to its end nothing is said', async () => {
  expect(await read(small('sys.tar.zst'))).toEqual({ functions: 2, said: [] });
});
