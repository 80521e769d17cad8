import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Uint8ArrayWriter, ZipWriter, type ZipWriterAddDataOptions } from '@zip.js/zip.js';
import { packTar, type TarEntry } from 'modern-tar';
import { describe, expect, test } from 'vitest';
import { readSnapshots } from '../../src/library/disk.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { faultOfFlip, settled, smallArchives } from '../fuzz/archive-damage.ts';

/* What is read of archives, and what is said of them. Bombs are in budget.test.ts. */

const root = join(import.meta.dirname, '..', '..');
const bytesAt = (path: string): Uint8Array => Uint8Array.from(readFileSync(join(root, path)));
const dump = bytesAt('samples/igb-7vf/lspci-xxxx.txt');
const sysfs = gunzipSync(bytesAt('samples/igb-7vf/sysfs.tar.gz'));
const small = (name: string): Uint8Array => bytesAt(`test/fuzz/archives/${name}`);

const read = (bytes: Uint8Array, name = 'a'): Promise<Snapshot[]> => settled(readSnapshots(bytes, { name }));
const sizes = (snapshots: readonly Snapshot[]): [string, number][] =>
  snapshots.map(({ source, functions }) => [source, functions.length]);
const said = (snapshots: readonly Snapshot[]): string[] =>
  snapshots.flatMap(({ diagnostics }) => diagnostics.map(({ code, message }) => `${code}: ${message}`));
const file = (name: string, body: Uint8Array | string): TarEntry => ({
  header: { name, size: Buffer.from(body).length, type: 'file', mtime: new Date(0) },
  body,
});
const tar = async (...entries: TarEntry[]): Promise<Uint8Array> => Uint8Array.from(await packTar(entries));

async function zip(
  files: Readonly<Record<string, Uint8Array>>,
  options: ZipWriterAddDataOptions = {},
): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  for (const [name, content] of Object.entries(files))
    await writer.add(name, new Blob([Uint8Array.from(content)]).stream(), options);
  return Uint8Array.from(await writer.close());
}

/** The beginning of a dump, by xz --lzma2=preset=0,dict=128MiB. */
const dictionaryOf128MiB =
  '/Td6WFoAAATm1rRGAgAhAR4AAACbB1Fm4ABjAGBdABhoioYDPYyVFBbm6/A5OucOHAmLvskNxK6P5kgQ3BZvcCB9s6fbFrECEUrLyDRtbsE5drcgIb+n4qn7aMAA21GzJBQako/KYTn7ttN9aic4CnSzS9ta3Xfw/RY9LK5GAADZK+08klxjQwABfGSQJtPpH7bzfQEAAAAABFla';

const noise = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, n) => (Math.imul(n + 1, 2654435761) >>> 13) & 0xff);

describe('members that are not read', () => {
  // Larger than what a stream hands over at once, packed or not.
  const large = noise(600_000);

  test.each(['../x', '../../etc/x', 'a/../../x'])('%s is skipped and said, however large', async (name) => {
    const archive = await tar(file(name, large), file('dump.txt', dump), file(`${name}y`, large));
    for (const bytes of [archive, gzipSync(archive)]) {
      const snapshots = await read(bytes);
      expect(sizes(snapshots)).toEqual([['a', 15]]);
      expect(said(snapshots)).toEqual([
        `archive/bad-name: the entry '${name}' leads out of the archive; it was skipped`,
        `archive/bad-name: the entry '${name}y' leads out of the archive; it was skipped`,
      ]);
    }
  });

  test('files that are no dumps, folders, links and devices', async () => {
    const archive = await tar(
      file('large.bin', large),
      { header: { name: 'folder/', type: 'directory', size: 0 } },
      { header: { name: 'link', type: 'symlink', linkname: 'large.bin', size: 0 } },
      { header: { name: 'pipe', type: 'fifo', size: 0 } },
      file('other.bin', large),
      file('dump.txt', dump),
    );
    const snapshots = await read(gzipSync(archive));
    expect([sizes(snapshots), said(snapshots)]).toEqual([[['a', 15]], []]);
  });
});

test('absolute names, as tar -P writes them, are read without the /, and that is said once', async () => {
  const config = Uint8Array.from([0x86, 0x80, 0xc9, 0x10, ...new Array(60).fill(0)]);
  const archive = await tar(
    file('/sys/devices/pci0000:00/0000:00:01.0/config', config),
    {
      header: {
        name: '/sys/bus/pci/devices/0000:00:01.0',
        type: 'symlink',
        linkname: '../../../devices/pci0000:00/0000:00:01.0',
        size: 0,
      },
    },
    file('//sys/../../etc/x', 'x'),
  );
  const snapshots = await read(archive);
  expect(snapshots.map(({ functions }) => functions.map(({ address }) => address))).toEqual([
    ['0000:00:01.0'],
  ]);
  expect(said(snapshots)).toEqual([
    "archive/absolute-name: names in it begin with /, such as '/sys/devices/pci0000:00/0000:00:01.0/config'; they are read without it",
    "archive/bad-name: the entry '//sys/../../etc/x' leads out of the archive; it was skipped",
  ]);
  expect(sizes(await read(await zip({ '/dump.txt': dump, 'C:/dump2.txt': dump })))).toEqual([
    ['a:dump.txt', 15],
    ['a:dump2.txt', 15],
  ]);
});

describe('zip', () => {
  test.each<[string, ZipWriterAddDataOptions]>([
    ['packed', {}],
    ['stored', { level: 0 }],
    ['zip64', { zip64: true }],
    ['zip64, stored', { zip64: true, level: 0 }],
    ['sizes after the bytes', { dataDescriptor: true }],
  ])('%s', async (_name, options) => {
    const bytes = await zip({ 'dump.txt': dump }, options);
    for (const archive of [bytes, Buffer.concat([Buffer.from('\x7fELF'), noise(5000), bytes])]) {
      const snapshots = await read(Uint8Array.from(archive));
      expect([sizes(snapshots), said(snapshots)]).toEqual([[['a', 15]], []]);
    }
  });

  test('a script before it', async () => {
    const script = Buffer.from('#!/bin/sh\nexec unzip "$0"\nexit 1\n');
    const bytes = Buffer.concat([script, await zip({ 'dump.txt': dump })]);
    expect(sizes(await read(Uint8Array.from(bytes)))).toEqual([['a', 15]]);
  });

  test('backslashes between names, as some programs for Windows have them', async () => {
    const bytes = await zip({ 'x\\0000_00_01.0\\config': dump.subarray(0, 64) }, { msDosCompatible: true });
    const [snapshot] = await read(bytes);
    expect([snapshot?.inputFormat, snapshot?.functions[0]?.address]).toEqual(['sysfs', '0000:00:01.0']);
  });

  test('wrong bytes, size and checksum are damage; what is encrypted or packed otherwise is named', async () => {
    const bytes = await zip({ 'dump.txt': dump }, { level: 0 });
    const at = bytes.length - 22 - 46 - 'dump.txt'.length;
    const directory = Buffer.from(bytes).lastIndexOf('PK\x01\x02', at + 46, 'latin1');
    const changed = (offset: number, value: number): Promise<Snapshot[]> => {
      const other = Uint8Array.from(bytes);
      other[offset] = (other[offset] as number) ^ value;
      return read(other);
    };
    const message = async (offset: number, value: number): Promise<string> =>
      said(await changed(offset, value))[0] ?? '';
    const damaged = 'archive/damaged: it is damaged: ';
    expect(await message(5000, 1)).toContain(`${damaged}its content does not match its checksum`);
    expect(await message(directory + 16, 1)).toContain(`${damaged}its content does not match its checksum`);
    expect(await message(directory + 24, 1)).toContain(`${damaged}its content does not match its checksum`);
    expect(await message(directory + 8, 1)).toContain(`${damaged}it is encrypted`);
    // Stored is method 0, so that what is changed is the method.
    for (const [method, name] of [
      [12, 'bzip2'],
      [14, 'LZMA'],
      [77, 'method 77'],
    ] as const) {
      expect(await message(directory + 10, method)).toBe(
        `archive/packing-not-read: it is packed with ${name}, which is not read: unpack it, or pack it with zip's default`,
      );
    }
    expect(await message(directory + 46, 1)).toContain(
      'its name in the directory is not the name before its bytes',
    );
    expect(await message(bytes.length - 12, 1)).toContain('its directory has more entries than its end says');
  });

  test('entries that share their bytes: the first is read, the others said', async () => {
    const bytes = Buffer.from(await zip({ 'a.txt': dump, 'b.txt': dump }));
    const first = bytes.indexOf('PK\x01\x02', 0, 'latin1');
    const second = bytes.indexOf('PK\x01\x02', first + 4, 'latin1');
    bytes.writeUInt32LE(bytes.readUInt32LE(first + 42), second + 42);
    const snapshots = await read(Uint8Array.from(bytes));
    expect(sizes(snapshots)).toEqual([['a', 15]]);
    expect(said(snapshots)).toEqual([
      'archive/damaged: it is damaged: it shares its bytes with another entry; what was read before is used',
    ]);
  });
});

describe('archives in archives', () => {
  const inner: readonly [string, Uint8Array | Promise<Uint8Array>, number][] = [
    ['sys.tar.gz', gzipSync(sysfs), 15],
    ['sys.tar.xz', small('sys.tar.xz'), 2],
    ['sys.tar.bz2', small('sys.tar.bz2'), 2],
    ['sys.tar.zst', small('sys.tar.zst'), 2],
    ['sys.zip', small('sys.zip'), 2],
    ['sys.tar', sysfs, 15],
    ['lspci.txt.gz', gzipSync(dump), 15],
    ['lspci.txt.xz', small('dump.txt.xz'), 2],
  ];

  test.each(inner)('%s in a tar, a tar.gz, a zip', async (name, content, functions) => {
    const body = await content;
    const archives = [
      await tar(file('readme', 'hello'), file(`host/${name}`, body)),
      gzipSync(await tar(file(name, body))),
      await zip({ [`host/${name}`]: body }),
    ];
    for (const archive of archives) {
      const snapshots = await read(archive);
      expect([snapshots.map((snapshot) => snapshot.functions.length), said(snapshots)]).toEqual([
        [functions],
        [],
      ]);
    }
  });

  test('of several the names say which is which', async () => {
    const archive = await tar(
      file('one/sys.zip', small('sys.zip')),
      file('two/dump.txt.zst', small('dump.txt.zst')),
      file('three.tar.gz', gzipSync(await tar(file('x/dump', dump)))),
    );
    expect(sizes(await read(archive, 'support.tar'))).toEqual([
      ['support.tar:two/dump.txt', 2],
      ['support.tar:one/sys.zip', 2],
      ['support.tar:three.tar.gz:x/dump', 15],
    ]);
  });

  test('xz in xz, whose decoder reads one at a time', async () => {
    const snapshots = await read(small('dump.txt.xz.xz'), 'dump.txt.xz.xz');
    expect([sizes(snapshots), said(snapshots)]).toEqual([[['dump.txt.xz.xz', 2]], []]);
    expect(sizes(await read(small('both.tar.xz')))).toEqual([
      ['a:dump.txt', 2],
      ['a:sys.tar.xz', 2],
    ]);
  });

  test('gzip in gzip', async () => {
    const snapshots = await read(gzipSync(gzipSync(gzipSync(dump))), 'dump.txt.gz.gz.gz');
    expect([sizes(snapshots), said(snapshots)]).toEqual([[['dump.txt.gz.gz.gz', 15]], []]);
    expect(snapshots[0]?.functions[0]?.positionOf(0)).toEqual({
      file: 'dump.txt.gz.gz.gz:dump.txt',
      line: 2,
      column: 5,
    });
  });

  test('one that is damaged does not keep the others from being read', async () => {
    const bad = small('sys.tar.xz').map((byte, n) => (n === 200 ? byte ^ 1 : byte));
    const archive = await tar(
      file('bad.tar.xz', bad),
      file('dump.txt', dump),
      file('good.xz', small('dump.txt.xz')),
    );
    const snapshots = await read(archive);
    expect(sizes(snapshots)).toEqual([
      ['a:dump.txt', 15],
      ['a:good', 2],
    ]);
    expect(said(snapshots)).toEqual([
      expect.stringMatching(/^archive\/damaged: it is damaged: its compressed bytes are not valid/),
    ]);
    expect(snapshots[0]?.diagnostics[0]?.at?.file).toBe('a:bad.tar.xz');
  });

  test('those of other kinds are named, inside and alone', async () => {
    const sevenZip = Uint8Array.of(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, ...noise(5000));
    expect(said(await read(await tar(file('x.7z', sevenZip), file('dump.txt', dump))))).toEqual([
      "archive/not-read: 'x.7z' is a 7-Zip archive, which is not read: unpack it",
    ]);
    expect(said(await read(sevenZip))).toEqual([
      'input/not-recognised: this is a 7-Zip archive, which is not read: unpack it',
    ]);
  });
});

describe('what is packed as a whole', () => {
  const kinds = ['gz', 'bz2', 'xz', 'zst'] as const;

  test.each(kinds)('%s: one behind the other', async (kind) => {
    const bytes = small(`dump.txt.${kind}`);
    const snapshots = await read(Uint8Array.from([...bytes, ...bytes]));
    expect(sizes(snapshots)).toEqual([
      ['a', 2],
      ['a', 2],
    ]);
    expect(said(snapshots).filter((text) => text.startsWith('archive/'))).toEqual([]);
  });

  test.each(kinds)('%s: what follows its end is said', async (kind) => {
    const snapshots = await read(Uint8Array.from([...small(`dump.txt.${kind}`), ...Buffer.from('and more')]));
    expect(sizes(snapshots)).toEqual([['a', 2]]);
    expect(said(snapshots)[0]).toMatch(/^archive\/damaged: it is damaged: .*bytes follow its end/);
  });

  test('gzip: zeros that follow, as on a tape, are nothing', async () => {
    const snapshots = await read(Uint8Array.from([...small('dump.txt.gz'), ...new Uint8Array(700)]));
    expect([sizes(snapshots), said(snapshots)]).toEqual([[['a', 2]], []]);
  });

  test.each(smallArchives)('$name cut anywhere: a word, and the promise settles', async ({ name, bytes }) => {
    for (let length = 8; length < bytes.length; length += 1 + (length >> 4)) {
      const words = said(await read(bytes.subarray(0, length), name));
      expect(words.length, `${length} bytes`).toBeGreaterThan(0);
      expect(words.join('\n')).not.toMatch(/undefined|null|Error/);
    }
  });

  test('a tar in UTF-16 texts: the dump among them is read, the others not', async () => {
    const utf16 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le'));
    const archive = await tar(
      file('system.log', utf16('nothing of PCI\r\n'.repeat(50))),
      file('lspci.txt', utf16(Buffer.from(dump).toString())),
    );
    expect(sizes(await read(archive))).toEqual([['a', 15]]);
  });

  test('an xz dictionary and a zstd window that are too large are called that', async () => {
    expect(said(await read(Uint8Array.from(Buffer.from(dictionaryOf128MiB, 'base64'))))[0]).toMatch(
      /^archive\/too-large: its dictionary is larger than 64 MiB, the most that is read/,
    );
    // A frame of no bytes with a window of 2 GiB.
    const window = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0x00, 21 << 3, 0x01, 0x00, 0x00);
    expect(said(await read(window))[0]).toMatch(
      /^archive\/too-large: its window is larger than 128 MiB, the most that zstd takes without --long/,
    );
  });
});

/* Every bit of test/fuzz/archives is flipped by `npm run fuzz -- --target damage`; here those of some bytes. */
test.each(smallArchives)('$name with a flipped bit: said, or without effect', async (archive) => {
  const faults: string[] = [];
  for (let bit = 0; bit < archive.bytes.length * 8; bit += 13) {
    const fault = await faultOfFlip(archive, bit);
    if (fault !== undefined) faults.push(`bit ${bit}: ${fault}`);
  }
  expect(faults).toEqual([]);
});
