import type { Entry } from '@zip.js/zip.js';
import type { Bytes } from './bytes.ts';
import { Damage, NotRead } from './damage.ts';
import { beginWith } from './first-bytes.ts';
import { gunzip } from './packings/gzip.ts';

/** One entry of a zip's directory. */
export interface ZipEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory' | 'link' | 'other';
  /** Its content, checked against its size and checksum. Throws Damage after the last byte that can be read, or NotRead. */
  bytes(): Bytes;
}

const inDirectory = [0x50, 0x4b, 1, 2];
/** The size of an entry in the directory, without its name, its comment and what else programs add (§4.3.12). */
const entrySize = 46;

/** What zip.js says, in other words. */
const inOtherWords: readonly (readonly [RegExp, string])[] = [
  [/^duplicate filename/, 'two of its entries have one name'],
  [/^appended data/, 'bytes follow its end'],
  [/local file header \(filename\)/, 'its name in the directory is not the name before its bytes'],
  [/^End of central directory|^File format/, 'its directory is missing'],
  [/^Central directory header/, 'its directory is cut'],
  [/^Split zip/, 'it is one part of several'],
  [/^Encrypted central/, 'its directory is encrypted'],
  [/^Overlapping/, 'it shares its bytes with another entry'],
  [/^Entry data out of bounds|^Local file header/, 'its bytes are not where the directory says'],
];
const wordsOf = (text: string): string =>
  inOtherWords.find(([pattern]) => pattern.test(text))?.[1] ?? 'its directory does not fit its bytes';
const damageOf = (error: unknown): Damage => new Damage(wordsOf(error instanceof Error ? error.message : ''));
/** Remarks of zip.js that change nothing of what is read: contents are held against their checksums. */
const harmless =
  /^(?:prepended data|unsorted|unknown|malformed extra field|trailing)|local file header \((?!filename)/;

function throwDoubt(warnings: readonly { readonly reason: string }[] = []): void {
  const doubt = warnings.find(({ reason }) => !harmless.test(reason));
  if (doubt) throw new Damage(wordsOf(doubt.reason));
}

/** The entries of a zip that is in memory. Throws Damage where there are none, or no more. */
export async function* zipEntries(bytes: Uint8Array): AsyncGenerator<ZipEntry> {
  const { ZipReader } = await import('@zip.js/zip.js/lib/zip-core-reader.js');
  const source = {
    size: bytes.length,
    readUint8Array: async (offset: number, length: number) => bytes.subarray(offset, offset + length),
    readable: new ReadableStream(),
  };
  const reader = new ZipReader(source, {
    // What does not fit is said, and the rest is read.
    strictness: 'tolerant',
    checkLocalFilename: true,
    useWebWorkers: false,
  });
  const entries = reader.getEntriesGenerator();
  let read = 0;
  for (;;) {
    const next = await entries.next().catch((error: unknown) => {
      throw damageOf(error);
    });
    if (next.done) break;
    const entry = next.value;
    read += entrySize + entry.rawFilename.length + entry.rawExtraField.length + entry.rawComment.length;
    const { filename, msDosCompatible } = entry;
    yield {
      // Some programs for Windows write what their system has between names.
      name: msDosCompatible && !filename.includes('/') ? filename.replaceAll('\\', '/') : filename,
      kind: kindOf(entry),
      bytes: () => contentOf(entry, bytes),
    };
  }
  throwDoubt(reader.warnings);
  const rest = bytes.subarray((reader.directoryOffset ?? 0) + read);
  if (beginWith(rest, inDirectory)) throw new Damage('its directory has more entries than its end says');
}

/** Types of files in the upper half of a mode (Linux, uapi/linux/stat.h); without one it is a file. */
const modeKinds: Readonly<Record<number, ZipEntry['kind']>> = {
  0: 'file',
  8: 'file',
  4: 'directory',
  10: 'link',
};
const unix = 3;

function kindOf({ directory, versionMadeBy, externalFileAttributes }: Entry): ZipEntry['kind'] {
  if (directory) return 'directory';
  return versionMadeBy >> 8 === unix ? (modeKinds[externalFileAttributes >>> 28] ?? 'other') : 'file';
}

const stored = 0;
const deflated = 8;
/** Other ways to pack an entry (APPNOTE, §4.4.5). */
const otherPackings: Readonly<Record<number, string>> = {
  1: 'Shrink',
  6: 'Implode',
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  93: 'zstd',
  95: 'xz',
  98: 'PPMd',
};
const packingName = (method: number): string => otherPackings[method] ?? `method ${method}`;

async function* contentOf(entry: Entry, bytes: Uint8Array): Bytes {
  const { compressionMethod, compressedSize } = entry;
  if (entry.directory) return;
  if (entry.encrypted) throw new Damage('it is encrypted');
  if (compressionMethod !== stored && compressionMethod !== deflated)
    throw new NotRead(
      `it is packed with ${packingName(compressionMethod)}, which is not read: unpack it, or pack it with zip's default`,
    );
  // This finds its bytes and reads none.
  await entry.getData(new WritableStream(), { checkOverlappingEntryOnly: true }).catch((error: unknown) => {
    throw damageOf(error);
  });
  const start = entry.localDirectory?.dataOffset ?? bytes.length;
  yield* gunzip(asGzip(entry, bytes.subarray(start, start + compressedSize)));
  throwDoubt(entry.warnings);
}

/** No name, no time, no system (RFC 1952, §2.3). */
const gzipHeader = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);
/** A block that is not packed holds no more (RFC 1951, §3.2.4). */
const largestBlock = 0xffff;

/** The same bytes as gzip has them: with what it says at its end the size and the checksum are checked. */
async function* asGzip(entry: Entry, packed: Uint8Array): Bytes {
  yield gzipHeader;
  if (entry.compressionMethod === deflated) yield packed;
  else {
    for (let at = 0, isLast = false; !isLast; at += largestBlock) {
      const block = packed.subarray(at, at + largestBlock);
      isLast = at + block.length === packed.length;
      const header = new DataView(new ArrayBuffer(5));
      header.setUint8(0, isLast ? 1 : 0);
      header.setUint16(1, block.length, true);
      header.setUint16(3, ~block.length, true);
      yield new Uint8Array(header.buffer);
      yield block;
    }
  }
  const end = new DataView(new ArrayBuffer(8));
  end.setUint32(0, entry.crc32 ?? 0, true);
  end.setUint32(4, entry.uncompressedSize, true);
  yield new Uint8Array(end.buffer);
}
