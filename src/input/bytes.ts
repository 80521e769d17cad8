import type { Budget } from './budget.ts';

/** Bytes that come in pieces when they are asked for. A reader that stops asking before the end closes them. */
export type Bytes = AsyncIterable<Uint8Array>;

/** Bytes in memory, or a stream of the platform's: some browsers have streams that cannot be looped over. */
export async function* bytesFrom(source: Uint8Array | ReadableStream<Uint8Array>): Bytes {
  if (source instanceof Uint8Array) {
    yield source;
    return;
  }
  const reader = source.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** The bytes of the input itself: each is worth something to the budget, and waiting for it takes no time of ours. */
export async function* earning(bytes: Bytes, budget: Budget): Bytes {
  const iterator = bytes[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await budget.waitFor(iterator.next());
      if (done) return;
      budget.earn(value.length);
      yield value;
    }
  } finally {
    await iterator.return?.();
  }
}

/** Bytes that were unpacked, until they are too many. */
export async function* metered(bytes: Bytes, budget: Budget): Bytes {
  for await (const chunk of bytes) {
    budget.take('unpacked', chunk.length);
    budget.checkTime();
    yield chunk;
  }
}

/** The first bytes of a stream, and the stream with them. */
export async function peek(bytes: Bytes, length: number): Promise<{ head: Uint8Array; bytes: Bytes }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let got = 0;
  while (got < length) {
    const { done, value } = await iterator.next();
    if (done) break;
    chunks.push(value);
    got += value.length;
  }
  return { head: joined(chunks, got).subarray(0, length), bytes: new Peeked(chunks, iterator) };
}

/** Not a generator: one that was never asked for bytes would not close what it reads from. */
class Peeked implements AsyncIterableIterator<Uint8Array, undefined> {
  readonly #chunks: Uint8Array[];
  readonly #rest: AsyncIterator<Uint8Array>;

  constructor(chunks: Uint8Array[], rest: AsyncIterator<Uint8Array>) {
    this.#chunks = [...chunks];
    this.#rest = rest;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    const chunk = this.#chunks.shift();
    if (chunk) return { done: false, value: chunk };
    const next = await this.#rest.next();
    return next.done ? { done: true, value: undefined } : next;
  }

  async return(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.#chunks.length = 0;
    await this.#rest.return?.();
    return { done: true, value: undefined };
  }
}

/** All bytes of a stream in memory. */
export async function wholeOf(bytes: Bytes, budget: Budget): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    budget.take('kept', chunk.length);
    chunks.push(chunk);
    length += chunk.length;
  }
  return joined(chunks, length);
}

export function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = chunks;
  if (only && chunks.length === 1) return only;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** Bytes that are looked at while more of them come. */
export class GrowingBytes {
  length = 0;
  #buffer: Uint8Array = new Uint8Array(0);

  add(chunk: Uint8Array): void {
    if (this.length + chunk.length > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(this.#buffer.length * 2, this.length + chunk.length));
      larger.set(this.bytes);
      this.#buffer = larger;
    }
    this.#buffer.set(chunk, this.length);
    this.length += chunk.length;
  }

  clear(): void {
    this.length = 0;
    this.#buffer = new Uint8Array(0);
  }

  get bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.length);
  }
}
