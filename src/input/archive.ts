import type { Diagnostics } from './diagnostics.ts';
import { MemoryTree, normalize } from './memory.ts';

/** What an archive may hold before reading stops, with a diagnostic. */
export const archiveLimits = {
  /** Entries of any kind. */
  entries: 2_000_000,
  /** Bytes kept in memory. */
  kept: 1 << 30,
  /** Bytes unpacked, kept or not. */
  unpacked: 16 * 2 ** 30,
  /** Bytes unpacked for one byte of archive. */
  ratio: 2000,
  /** Bytes of one text file, such as a dump. */
  text: 256 << 20,
  /** Bytes of one attribute or configuration space. */
  attribute: 64 << 10,
} as const;

const blockSize = 512;
/** Bytes of a file by which a dump is recognised. */
const sampleSize = 64 << 10;
/** Bytes fed to the decoder between two of its entries, their own size left out. */
const mostBetweenEntries = 32 << 20;
/** Bytes fed to the decoder before it gets time to hand out what it has. */
const feedAtOnce = 4 << 20;
/** A file in a Function's own folder, or in a folder below it. */
const functionFile = /(?:^|\/)[0-9a-f]{4,8}[:_-][0-9a-f]{2}[:_-][0-9a-f]{2}\.[0-7]\/[^/]+(?:\/[^/]+)?$/i;

const rest = 'what was read before is used';

type Bytes = ReadableStream<Uint8Array>;

const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b;

/** Whether a file's first bytes are those of an archive or a packed file that can be read. */
export function isArchive(head: Uint8Array): boolean {
  return isGzip(head) || isTar(head);
}

/** Whether a block is the header of a tar entry: its checksum fits. */
function isTar(head: Uint8Array): boolean {
  if (head.length < blockSize) return false;
  const written = /^ *([0-7]{1,7})[\0 ]/.exec(String.fromCharCode(...head.subarray(148, 156)));
  if (!written) return false;
  let sum = 8 * 0x20;
  for (let n = 0; n < blockSize; n++) if (n < 148 || n >= 156) sum += head[n] as number;
  return sum === parseInt(written[1] as string, 8);
}

/**
 * Unpacks an archive, or one packed file, into memory; nothing is written anywhere. Of it are kept the files in
 * Functions' folders, and those that `isDump` takes by name and first bytes. What cannot be read is said and left out.
 */
export async function readArchive(
  name: string,
  head: Uint8Array,
  stream: Bytes,
  diagnostics: Diagnostics,
  isDump: (name: string, head: Uint8Array) => boolean,
): Promise<MemoryTree> {
  const tree = new MemoryTree(name);
  const report = (code: string, message: string): void =>
    diagnostics.push({ code, severity: 'error', message, at: { file: name } });
  let broken: Error | undefined;
  const meter = new Meter();
  const end = (error: Error): void => {
    broken ??= error;
  };
  const packed = metered(stream, (chunk) => meter.takePacked(chunk), end);
  const unpacked = isGzip(head)
    ? packed.pipeThrough(
        new DecompressionStream('gzip') as ReadableWritablePair<Uint8Array<ArrayBuffer>, Uint8Array>,
      )
    : packed;
  const [first, plain] = await peeked(metered(unpacked, (chunk) => meter.takePlain(chunk), end));
  try {
    if (isTar(first)) await readTar(plain);
    else if (first.length > 0) {
      meter.allow(Number.POSITIVE_INFINITY);
      const inner = name.slice(name.lastIndexOf('/') + 1).replace(/\.gz$/i, '');
      await readFile(inner === '-' ? 'stdin' : inner, plain, true);
    }
  } catch (error) {
    end(error as Error);
  }
  if (broken instanceof LimitError) report('archive/too-large', `${broken.message}; ${rest}`);
  else if (broken) report('archive/damaged', `it ends early or is damaged (${broken.message}); ${rest}`);
  return tree;

  async function readTar(bytes: Bytes): Promise<void> {
    const { createTarDecoder } = await import('modern-tar');
    let count = 0;
    let whole = true;
    let last = '';
    for await (const { header, body } of chunksOf(bytes.pipeThrough(createTarDecoder()))) {
      if (++count > archiveLimits.entries) throw new LimitError(`more than ${archiveLimits.entries} entries`);
      meter.allow(header.size + mostBetweenEntries);
      last = header.name;
      if (normalize(last) === undefined) {
        report('archive/bad-name', `the entry '${last}' leads out of the archive; it was skipped`);
        await body.cancel();
      } else if (header.type === 'file') whole = (await readFile(last, body)) === header.size;
      else {
        await body.cancel();
        if (header.type === 'symlink') add(last, { kind: 'link', target: header.linkname ?? '' });
        else if (header.type === 'link') addHardLink(last, header.linkname ?? '');
      }
    }
    if (!whole) throw new Error(`in the middle of '${last}'`);
    if (meter.plain % blockSize !== 0 || !meter.endsWithZeros) throw new Error(`after '${last}'`);
  }

  /** Keeps a file if it tells something; the bytes it had. One that is alone is not read past what is kept. */
  async function readFile(path: string, body: Bytes, alone = false): Promise<number> {
    const ofFunction = functionFile.test(path);
    let limit: number = ofFunction ? archiveLimits.attribute : sampleSize;
    let undecided = !ofFunction;
    let length = 0;
    let kept = 0;
    const chunks: Uint8Array[] = [];
    const decide = (): void => {
      undecided = false;
      limit = isDump(path, joined(chunks, kept)) ? archiveLimits.text : 0;
    };
    for await (const chunk of chunksOf(body)) {
      length += chunk.length;
      for (let at = 0; at < chunk.length && kept < limit; ) {
        const part = chunk.slice(at, at + limit - kept);
        chunks.push(part);
        kept += part.length;
        at += part.length;
        if (undecided && kept === limit) decide();
      }
      if (alone && length > kept) break;
    }
    if (undecided) decide();
    if (limit === 0) return length;
    meter.keep(kept);
    if (limit === archiveLimits.text && kept < length) {
      report(
        'archive/too-large',
        `'${path}' has ${alone ? 'more than ' : ''}${alone ? kept : length} bytes; those after the first ${kept} were skipped`,
      );
    }
    add(path, { kind: 'file', bytes: joined(chunks, kept) });
    return length;
  }

  function addHardLink(path: string, target: string): void {
    // Unlike a symlink's, its target counts from the top of the archive.
    const bytes = tree.read(target, archiveLimits.text);
    if (bytes) add(path, { kind: 'file', bytes });
  }

  function add(path: string, entry: Parameters<MemoryTree['add']>[1]): void {
    if (tree.add(path, entry)) return;
    report('archive/bad-name', `the entry '${path}' is a file here and a folder there; it was skipped`);
  }
}

class LimitError extends Error {}

/** Counts bytes on their way and stops what unpacks without measure. */
class Meter {
  plain = 0;
  #packed = 0;
  #kept = 0;
  #allowed = mostBetweenEntries;
  #zeros = 0;
  #sinceRest = 0;

  /** tar's end mark: two blocks of zeros. */
  get endsWithZeros(): boolean {
    return this.#zeros >= 2 * blockSize;
  }

  keep(bytes: number): void {
    this.#kept += bytes;
    if (this.#kept > archiveLimits.kept) throw new LimitError('it holds more than 1 GiB of files');
  }

  /** How many bytes more may come before the next entry. */
  allow(bytes: number): void {
    this.#allowed = this.plain + bytes;
  }

  takePacked(chunk: Uint8Array): void {
    this.#packed += chunk.length;
  }

  /** Counts a chunk; a promise when the decoder, which keeps all it is given, should first be emptied. */
  takePlain(chunk: Uint8Array): Promise<void> | undefined {
    this.plain += chunk.length;
    let zeros = 0;
    while (zeros < chunk.length && chunk[chunk.length - 1 - zeros] === 0) zeros++;
    this.#zeros = zeros === chunk.length ? this.#zeros + zeros : zeros;
    if (this.plain > archiveLimits.unpacked) throw new LimitError('it unpacks to more than 16 GiB');
    if (this.plain > archiveLimits.kept && this.plain > archiveLimits.ratio * this.#packed) {
      throw new LimitError(`it unpacks to more than ${archiveLimits.ratio} times its size`);
    }
    if (this.plain > this.#allowed) throw new LimitError('after its end there is more than 32 MiB');
    this.#sinceRest += chunk.length;
    if (this.#sinceRest < feedAtOnce) return undefined;
    this.#sinceRest = 0;
    return new Promise((resolve) => setTimeout(resolve));
  }
}

/** Passes a stream on until it breaks off or `take` throws; there it ends, so that what came before is not lost. */
function metered(
  stream: Bytes,
  take: (chunk: Uint8Array) => Promise<void> | undefined | void,
  broken: (error: Error) => void,
): Bytes {
  const reader = stream.getReader();
  let cancelled = false;
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (cancelled) return;
        if (done) return controller.close();
        await take(value);
        if (!cancelled) controller.enqueue(value);
      } catch (error) {
        if (cancelled) return;
        broken(error as Error);
        controller.close();
        await reader.cancel(error).catch(() => undefined);
      }
    },
    cancel(reason) {
      cancelled = true;
      return reader.cancel(reason);
    },
  });
}

/** The first block of a stream, and the stream with it. */
async function peeked(stream: Bytes): Promise<[Uint8Array, Bytes]> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (length < blockSize) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    length += value.length;
  }
  const first = joined(chunks, length);
  let sent = false;
  const whole: Bytes = new ReadableStream({
    async pull(controller) {
      if (!sent && length > 0) {
        sent = true;
        return controller.enqueue(first);
      }
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return [first, whole];
}

async function* chunksOf<T>(stream: ReadableStream<T>): AsyncGenerator<T> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function joined(chunks: Uint8Array[], length: number): Uint8Array {
  if (chunks.length === 1) return chunks[0] as Uint8Array;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
