import { type Bytes, joined } from './bytes.ts';

/** Takes a stream apart into pieces of given lengths. */
export class ByteReader {
  readonly #iterator: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array(0);

  constructor(bytes: Bytes) {
    this.#iterator = bytes[Symbol.asyncIterator]();
  }

  /** Whether so many bytes follow. */
  async has(length: number): Promise<boolean> {
    if (this.#rest.length >= length) return true;
    const chunks = [this.#rest];
    let got = this.#rest.length;
    while (got < length) {
      const { done, value } = await this.#iterator.next();
      if (done) break;
      chunks.push(value);
      got += value.length;
    }
    this.#rest = joined(chunks, got);
    return got >= length;
  }

  /** The next bytes; undefined when fewer follow. */
  async take(length: number): Promise<Uint8Array | undefined> {
    if (!(await this.has(length))) return undefined;
    const bytes = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    return bytes;
  }

  async close(): Promise<void> {
    await this.#iterator.return?.();
  }
}
