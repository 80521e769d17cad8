import { OverLimit } from '../budget.ts';
import { type Bytes, bytesFrom } from '../bytes.ts';
import { Damage, NotRead } from '../damage.ts';
import { beginWith } from '../first-bytes.ts';
import type { Packing } from '../packing.ts';

export default {
  name: 'xz',
  ending: /\.(?:xz|txz)$/i,
  oneAtATime: true,
  isPacked: (head) => beginWith(head, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]),
  async *unpack(packed) {
    const { XzReadableStream } = await decoder();
    const input = new Input(packed);
    try {
      yield* bytesFrom(new XzReadableStream(input.stream));
    } catch (error) {
      throw input.failure ?? failureOf(error);
    } finally {
      await input.close();
    }
    if (input.failure) throw input.failure;
  },
} satisfies Packing;

/** Node gives the exports of a CommonJS module as its default, a bundler as names. */
async function decoder(): Promise<typeof import('xz-decompress')> {
  try {
    const found = await import('xz-decompress');
    return 'default' in found ? (found.default as typeof found) : found;
  } catch (cause) {
    // It requires a module of Node, which a bundle of ES modules cannot do.
    throw new NotRead(
      'it is packed with xz, and xz-decompress cannot be loaded: leave that external in the bundle, or unpack the file',
      {
        cause,
      },
    );
  }
}

/** The numbers of xz-embedded (linux/xz.h, enum xz_ret). */
const words: Readonly<Record<string, string>> = {
  2: 'its checksums are of a kind that is not read',
  6: 'it was packed with a filter or a kind of checksum that is not read: pack it with xz and no options',
  7: 'its compressed bytes are not valid',
  8: 'it ends early, or bytes follow its end',
};

/** Memory is missing for the dictionary, or the decoder was not built for one of its size. */
const tooLarge: readonly string[] = ['3', '4'];

function failureOf(error: unknown): Error {
  const [, code = ''] = /error code (\d+)/.exec(String(error)) ?? [];
  return tooLarge.includes(code)
    ? new OverLimit('its dictionary is larger than 64 MiB, the most that is read: pack it with xz -9 or less')
    : new Damage(words[code] ?? 'its compressed bytes are not valid');
}

/** A stream that ends where its source breaks off, so that what came before is decoded. */
class Input {
  failure: unknown;
  readonly stream: ReadableStream<Uint8Array>;
  readonly #iterator: AsyncIterator<Uint8Array>;

  constructor(bytes: Bytes) {
    this.#iterator = bytes[Symbol.asyncIterator]();
    this.stream = new ReadableStream({ pull: (controller) => this.#pull(controller) });
  }

  async #pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    try {
      let next = await this.#iterator.next();
      // The decoder takes a chunk of no bytes for the end.
      while (!next.done && next.value.length === 0) next = await this.#iterator.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    } catch (error) {
      this.failure = error;
      controller.close();
    }
  }

  async close(): Promise<void> {
    await this.#iterator.return?.();
  }
}
