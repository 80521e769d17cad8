import type { Bits } from 'unbzip2-stream/lib/bit_iterator.js';
import type { Bytes } from '../bytes.ts';
import { Damage } from '../damage.ts';
import { beginWith } from '../first-bytes.ts';
import type { Packing } from '../packing.ts';

const chunkSize = 64 << 10;
const unit = 100_000;
/** A packed block is larger than a plain one by no more than this. */
const mostOverhead = 25_000;

export default {
  name: 'bzip2',
  ending: /\.(?:bz2|tbz2?)$/i,
  isPacked: (head) =>
    beginWith(head, [0x42, 0x5a, 0x68]) && beginWith(head.subarray(4), [0x31, 0x41, 0x59, 0x26]),
  unpack,
} satisfies Packing;

/** The content of bzip2 streams one after another. The decoder cannot wait: a block is decoded when all of it has come. */
async function* unpack(packed: Bytes): Bytes {
  const { default: bzip2 } = await import('unbzip2-stream/lib/bzip2.js');
  const { default: bitIterator } = await import('unbzip2-stream/lib/bit_iterator.js');
  const input = new Input(packed);
  const output = new Output();
  try {
    if (!(await input.has(0, mostOverhead))) throw new Damage('it ends early');
    const bits = bitIterator(() => input.shift());
    for (let isFirst = true; await input.has(bits.bytesRead, mostOverhead); isFirst = false) {
      const size = unit * header(bzip2, bits, isFirst);
      const block = new Int32Array(size);
      for (let checksum: number | null = 0; checksum !== null; ) {
        await input.has(bits.bytesRead, size + mostOverhead);
        try {
          checksum = bzip2.decompress(bits, output.write, block, size, checksum);
        } catch (error) {
          // What a damaged block gave may be wrong.
          throw damageOf(error);
        }
        yield* output.take();
      }
    }
  } finally {
    await input.close();
  }
}

function header(bzip2: { header(bits: Bits): number }, bits: Bits, isFirst: boolean): number {
  try {
    return bzip2.header(bits);
  } catch {
    throw new Damage(isFirst ? 'its header is damaged' : 'bytes follow its end that are not bzip2');
  }
}

function damageOf(error: unknown): Damage {
  if (error instanceof Damage) return error;
  return /crc32/.test(String(error))
    ? new Damage('its content does not match its checksum')
    : new Damage('its compressed bytes are not valid');
}

/** Chunks that have come and were not yet read. */
class Input {
  readonly #iterator: AsyncIterator<Uint8Array>;
  readonly #chunks: Uint8Array[] = [];
  #length = 0;
  #atEnd = false;

  constructor(bytes: Bytes) {
    this.#iterator = bytes[Symbol.asyncIterator]();
  }

  /** Waits until so many bytes have come after those that were read, or the end; false when nothing is left. */
  async has(read: number, wanted: number): Promise<boolean> {
    while (!this.#atEnd && this.#length < read + wanted) {
      const { done, value } = await this.#iterator.next();
      if (done) this.#atEnd = true;
      else if (value.length > 0) {
        this.#chunks.push(value);
        this.#length += value.length;
      }
    }
    return this.#length > read;
  }

  shift(): Uint8Array {
    const chunk = this.#chunks.shift();
    if (!chunk) throw new Damage('it ends early');
    return chunk;
  }

  async close(): Promise<void> {
    await this.#iterator.return?.();
  }
}

/** Collects bytes that come one by one. */
class Output {
  #chunks: Uint8Array[] = [];
  #chunk = new Uint8Array(chunkSize);
  #used = 0;

  readonly write = (byte: number): void => {
    this.#chunk[this.#used++] = byte;
    if (this.#used < chunkSize) return;
    this.#chunks.push(this.#chunk);
    this.#chunk = new Uint8Array(chunkSize);
    this.#used = 0;
  };

  *take(): Generator<Uint8Array> {
    for (let chunk = this.#chunks.shift(); chunk; chunk = this.#chunks.shift()) yield chunk;
    if (this.#used > 0) yield this.#chunk.slice(0, this.#used);
    this.#used = 0;
  }
}
