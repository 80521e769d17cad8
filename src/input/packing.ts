import { archiveLimits } from './archive-limits.ts';

export type Bytes = ReadableStream<Uint8Array>;

/** A stream of packed bytes; the decoder of each is loaded when it is met. */
interface Packing {
  readonly name: string;
  /** What a packed file's name ends with. */
  readonly ending: RegExp;
  isPacked(head: Uint8Array): boolean;
  unpack(packed: Bytes): Promise<Bytes>;
}

const startsWith =
  (...bytes: readonly number[]) =>
  (head: Uint8Array): boolean =>
    bytes.every((byte, n) => head[n] === byte);

const packings: readonly Packing[] = [
  {
    name: 'gzip',
    ending: /\.(?:gz|tgz)$/i,
    isPacked: startsWith(0x1f, 0x8b),
    // The types of a browser's page and of Node say differently what may be written to it.
    unpack: async (packed) =>
      packed.pipeThrough(
        new DecompressionStream('gzip') as ReadableWritablePair<Uint8Array<ArrayBuffer>, Uint8Array>,
      ),
  },
  {
    name: 'xz',
    ending: /\.(?:xz|txz)$/i,
    isPacked: startsWith(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00),
    unpack: async (packed) => new (await import('xz-decompress')).XzReadableStream(packed),
  },
  {
    name: 'bzip2',
    ending: /\.(?:bz2|tbz2?)$/i,
    isPacked: (head) =>
      startsWith(0x42, 0x5a, 0x68)(head) && startsWith(0x31, 0x41, 0x59, 0x26)(head.subarray(4)),
    unpack: unpackBzip2,
  },
  {
    name: 'zstd',
    ending: /\.(?:zst|tzst)$/i,
    isPacked: startsWith(0x28, 0xb5, 0x2f, 0xfd),
    unpack: unpackZstd,
  },
];

/** How a file is packed, by its first bytes; undefined when it is not. */
export function packingOf(head: Uint8Array): Packing | undefined {
  return packings.find((packing) => packing.isPacked(head));
}

/** The name of what is in a packed file. */
export function unpackedName(name: string): string {
  const inner = name.slice(name.lastIndexOf('/') + 1);
  return packings.reduce((text, { ending }) => text.replace(ending, ''), inner);
}

/** So few bytes make at most 16 MiB: a block of zstd that repeats one byte has 4 bytes for 128 KiB. */
const zstdAtOnce = 512;

async function unpackZstd(packed: Bytes): Promise<Bytes> {
  const { Decompress } = await import('fzstd');
  const reader = packed.getReader();
  let waiting: Uint8Array[] = [];
  const decoder = new Decompress((chunk) => waiting.push(chunk));
  let rest = new Uint8Array(0);
  let ended = false;
  return new ReadableStream({
    async pull(controller) {
      while (waiting.length === 0 && !ended) {
        if (rest.length === 0) {
          const { done, value } = await reader.read();
          if (done) {
            ended = true;
            decoder.push(new Uint8Array(0), true);
          } else rest = Uint8Array.from(value);
        }
        if (rest.length > 0) {
          decoder.push(rest.slice(0, zstdAtOnce));
          rest = rest.subarray(zstdAtOnce);
        }
      }
      for (const chunk of waiting) controller.enqueue(chunk);
      waiting = [];
      if (ended) controller.close();
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

const chunkSize = 64 << 10;

/** bzip2 is decoded in one go, so that what it may hold is limited here as well. */
async function unpackBzip2(packed: Bytes): Promise<Bytes> {
  const { default: Bunzip } = await import('seek-bzip');
  const input = await wholeOf(packed);
  let at = 0;
  const chunks: Uint8Array[] = [];
  let chunk = new Uint8Array(chunkSize);
  let used = 0;
  let total = 0;
  let broken: Error | undefined;
  try {
    Bunzip.decode(
      {
        readByte: () => (at < input.length ? (input[at++] as number) : -1),
        read(buffer, offset, length) {
          const part = input.subarray(at, at + length);
          buffer.set(part, offset);
          at += part.length;
          return part.length;
        },
        eof: () => at >= input.length,
      },
      {
        writeByte(byte) {
          chunk[used++] = byte;
          if (used < chunkSize) return;
          chunks.push(chunk);
          total += used;
          if (total > archiveLimits.bzip2) throw new Error('it unpacks to more than 256 MiB');
          chunk = new Uint8Array(chunkSize);
          used = 0;
        },
      },
      true,
    );
  } catch (error) {
    broken = error as Error;
  }
  chunks.push(chunk.subarray(0, used));
  // What came before the damage is handed on, then the damage is said.
  return new ReadableStream({
    pull(controller) {
      const next = chunks.shift();
      if (next && next.length > 0) controller.enqueue(next);
      else if (broken) controller.error(broken);
      else controller.close();
    },
  });
}

/** All bytes of a stream, up to what is decoded in memory. */
export async function wholeOf(stream: Bytes): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    length += value.length;
    if (length > archiveLimits.bzip2) {
      await reader.cancel().catch(() => undefined);
      throw new Error('it has more than 256 MiB');
    }
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
