import { limits, OverLimit } from '../budget.ts';
import { ByteReader } from '../byte-reader.ts';
import type { Bytes } from '../bytes.ts';
import { Damage } from '../damage.ts';
import { beginWith } from '../first-bytes.ts';
import type { Packing } from '../packing.ts';

/*
 * fzstd decodes blocks and checks nothing else. Frames are taken apart here (RFC 8878, §3.1), so that their checksums
 * and sizes are checked, and their windows are looked at before memory is taken for them.
 */

const magic = [0x28, 0xb5, 0x2f, 0xfd];
/** Blocks hold no more, packed or not (§3.1.1.2.4). */
const largestBlock = 128 << 10;
const checksumFlag = 4;
const blockType = { repeated: 1, reserved: 3 } as const;

export default {
  name: 'zstd',
  ending: /\.(?:zst|tzst)$/i,
  isPacked: (head) => beginWith(head, magic) || isSkippable(head),
  unpack,
} satisfies Packing;

const isSkippable = (head: Uint8Array): boolean =>
  ((head[0] ?? 0) & 0xf0) === 0x50 && beginWith(head.subarray(1), [0x2a, 0x4d, 0x18]);

async function* unpack(packed: Bytes): Bytes {
  const input = new ByteReader(packed);
  try {
    while (await input.has(1)) {
      const start = await take(input, 4);
      if (isSkippable(start)) await skip(input, littleEndian(await take(input, 4)));
      else if (beginWith(start, magic)) yield* frame(input);
      else throw new Damage('bytes follow its end that are not zstd');
    }
  } finally {
    await input.close();
  }
}

async function* frame(input: ByteReader): Bytes {
  const [{ Decompress }, { default: xxhash }] = await Promise.all([import('fzstd'), import('xxhash-wasm')]);
  const header = await frameHeader(input);
  let output: Uint8Array[] = [];
  const decoder = new Decompress((chunk) => output.push(chunk));
  const hash = (await xxhash()).create64();
  let size = 0;
  decoder.push(Uint8Array.from([...magic, ...header.bytes]));
  for (let isLast = false; !isLast; ) {
    const start = await take(input, 3);
    const word = littleEndian(start);
    isLast = (word & 1) === 1;
    const type = (word >> 1) & 3;
    const length = word >> 3;
    if (type === blockType.reserved || length > largestBlock) throw new Damage(notValid);
    const content = await take(input, type === blockType.repeated ? 1 : length);
    try {
      decoder.push(Uint8Array.from([...start]));
      decoder.push(Uint8Array.from(content), isLast);
    } catch {
      throw new Damage(notValid);
    }
    for (const chunk of output) {
      size += chunk.length;
      hash.update(chunk);
      yield chunk;
    }
    output = [];
  }
  const isMatching =
    !header.hasChecksum || littleEndian(await take(input, 4)) === Number(hash.digest() & 0xffffffffn);
  if (!isMatching) throw new Damage('its content does not match its checksum');
  if (header.contentSize !== undefined && header.contentSize !== size)
    throw new Damage(`it has ${size} bytes of content and says ${header.contentSize}`);
}

interface FrameHeader {
  /** Without the magic number and without the flag of the checksum. */
  readonly bytes: Uint8Array;
  readonly hasChecksum: boolean;
  readonly contentSize: number | undefined;
}

async function frameHeader(input: ByteReader): Promise<FrameHeader> {
  const [descriptor = 0] = await take(input, 1);
  const isSingle = (descriptor & 0x20) !== 0;
  if ((descriptor & 0x08) !== 0) throw new Damage(notValid);
  const [windowByte] = isSingle ? [] : await take(input, 1);
  const dictionary = await take(input, [0, 1, 2, 4][descriptor & 3] ?? 0);
  const sizeLength = [isSingle ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
  const sizeBytes = await take(input, sizeLength);
  const contentSize =
    sizeLength === 0 ? undefined : littleEndian(sizeBytes) + (sizeLength === 2 ? largestShort : 0);
  const window = windowByte === undefined ? (contentSize ?? 0) : windowOf(windowByte);
  if (window > limits.zstdWindow) {
    const most = limits.zstdWindow / 2 ** 20;
    throw new OverLimit(`its window is larger than ${most} MiB, the most that zstd takes without --long`);
  }
  if (dictionary.some((byte) => byte !== 0))
    throw new Damage('it was packed with a dictionary, which is not in it');
  const bytes = Uint8Array.from([
    descriptor & ~checksumFlag,
    ...(windowByte === undefined ? [] : [windowByte]),
    ...dictionary,
    ...sizeBytes,
  ]);
  return { bytes, hasChecksum: (descriptor & checksumFlag) !== 0, contentSize };
}

/** A content size of two bytes counts from here (§3.1.1.1.4). */
const largestShort = 256;
const notValid = 'its compressed bytes are not valid';

/** Window_Size (§3.1.1.1.2). */
function windowOf(byte: number): number {
  const base = 2 ** (10 + (byte >> 3));
  return base + (base / 8) * (byte & 7);
}

const littleEndian = (bytes: Uint8Array): number =>
  bytes.reduceRight((value, byte) => value * 0x100 + byte, 0);

async function take(input: ByteReader, length: number): Promise<Uint8Array> {
  const bytes = await input.take(length);
  if (!bytes) throw new Damage('it ends early');
  return bytes;
}

async function skip(input: ByteReader, length: number): Promise<void> {
  for (let left = length; left > 0; left -= largestBlock) await take(input, Math.min(left, largestBlock));
}
