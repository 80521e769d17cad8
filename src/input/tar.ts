import type { TarHeader } from 'modern-tar';
import type { Bytes } from './bytes.ts';
import { Damage } from './damage.ts';

export interface TarEntry {
  readonly name: string;
  readonly type: TarHeader['type'];
  /** Where a link leads. */
  readonly target: string;
  readonly bytes: Bytes;
}

/**
 * The entries of a tar, as they come. Throws Damage, or what the stream below threw, after the last that can be read; of
 * an entry that is cut, the bytes before the cut are given.
 */
export async function* tarEntries(bytes: Bytes): AsyncGenerator<TarEntry> {
  const { createTarDecoder } = await import('modern-tar');
  const decoder = createTarDecoder({ strict: true });
  const entries = decoder.readable.getReader();
  const reading = new Reading();
  const feeding = feed(bytes, decoder.writable.getWriter(), reading);
  let place = 'at its beginning';
  try {
    for (;;) {
      const next = await reading.wait(entries.read()).catch(async (error: unknown) => {
        reading.end();
        throw (await feeding) ?? new Damage(`${wordsOf(error)} ${place}`);
      });
      if (next.done) break;
      const { header, body } = next.value;
      const { name, type, linkname: target = '' } = header;
      const content = new Body(body, reading, () => {
        place = `in the middle of '${name}'`;
      });
      place = `after '${name}'`;
      yield { name, type, target, bytes: content };
      await content.return();
    }
    reading.end();
    const error = await feeding;
    if (error) throw error;
  } finally {
    reading.end();
    await entries.cancel().catch(() => undefined);
    await feeding;
  }
}

/** The bytes of one entry. They end where the archive is broken: the reader of entries says why. */
class Body implements AsyncIterableIterator<Uint8Array, undefined> {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #reading: Reading;
  readonly #broken: () => void;
  #atEnd = false;

  constructor(body: ReadableStream<Uint8Array>, reading: Reading, broken: () => void) {
    this.#reader = body.getReader();
    this.#reading = reading;
    this.#broken = broken;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    if (!this.#atEnd) {
      const next = await this.#reading.wait(this.#reader.read()).catch(this.#broken);
      if (next && !next.done) return next;
      this.#atEnd = true;
    }
    return { done: true, value: undefined };
  }

  /** Reads what is left: the decoder stops where nobody takes what it has. */
  async return(): Promise<IteratorResult<Uint8Array, undefined>> {
    while (!(await this.next()).done);
    return { done: true, value: undefined };
  }
}

/** Gives the decoder its bytes; what went wrong with them, if anything. */
async function feed(
  bytes: Bytes,
  writer: WritableStreamDefaultWriter<Uint8Array>,
  reading: Reading,
): Promise<unknown> {
  let broken: unknown;
  try {
    for await (const chunk of bytes) {
      // The reader of entries is told what the decoder does not like.
      const isTaken = await writer.write(chunk).then(
        () => true,
        () => false,
      );
      if (!isTaken) return undefined;
    }
  } catch (error) {
    broken = error;
  }
  // An archive that ends early is an error to the decoder, with which it drops what was not yet taken from it.
  await reading.stalled();
  await writer.close().catch(() => undefined);
  return broken;
}

/** Whether anybody waits for the decoder. */
class Reading {
  #waits = 0;
  #isWaiting = false;
  #isOver = false;

  async wait<T>(read: Promise<T>): Promise<T> {
    this.#waits++;
    this.#isWaiting = true;
    try {
      return await read;
    } finally {
      this.#isWaiting = false;
    }
  }

  end(): void {
    this.#isOver = true;
  }

  /** Until somebody waits for what does not come. */
  async stalled(): Promise<void> {
    while (!this.#isOver) {
      const before = this.#waits;
      const wasWaiting = this.#isWaiting;
      await new Promise((resolve) => setTimeout(resolve));
      if (wasWaiting && this.#isWaiting && this.#waits === before) return;
    }
  }
}

/** What modern-tar says, in other words. */
function wordsOf(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  if (/truncated/.test(message)) return 'it ends early';
  if (/EOF/.test(message)) return 'bytes follow its end';
  if (/metadata|global attributes/.test(message)) return 'there is a list of attributes of more than 8 MiB';
  return 'there is a damaged header';
}
