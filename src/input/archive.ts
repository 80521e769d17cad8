import type { Diagnostics } from './diagnostics.ts';
import { MemoryTree } from './memory.ts';

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

const magic = {
  gzip: [0x1f, 0x8b],
  ustar: [0x75, 0x73, 0x74, 0x61, 0x72],
} as const;
const ustarAt = 257;

/** Whether a file's first bytes are those of an archive that can be read. */
export function isArchive(head: Uint8Array): boolean {
  return startsWith(head, magic.gzip, 0) || startsWith(head, magic.ustar, ustarAt);
}

function startsWith(bytes: Uint8Array, key: readonly number[], at: number): boolean {
  return key.every((value, n) => bytes[at + n] === value);
}

/** Unpacks an archive into memory; nothing is written anywhere. What cannot be read is said and left out. */
export async function readArchive(
  name: string,
  head: Uint8Array,
  stream: ReadableStream<Uint8Array>,
  diagnostics: Diagnostics,
): Promise<MemoryTree> {
  const tree = new MemoryTree(name);
  const gate = new Gate();
  const packed = stream.pipeThrough(gate.countPacked());
  const plain = startsWith(head, magic.gzip, 0)
    ? packed.pipeThrough(
        new DecompressionStream('gzip') as unknown as TransformStream<Uint8Array, Uint8Array>,
      )
    : packed;
  const { createTarDecoder } = await import('modern-tar');
  const report = (code: string, message: string): void =>
    diagnostics.push({ code, severity: 'error', message, at: { file: name } });
  try {
    const entries = plain.pipeThrough(gate.countPlain()).pipeThrough(createTarDecoder());
    let count = 0;
    for await (const { header, body } of entries as unknown as AsyncIterable<TarItem>) {
      if (++count > archiveLimits.entries) throw new LimitError(`more than ${archiveLimits.entries} entries`);
      if (header.type === 'symlink' || header.type === 'link') {
        if (!tree.add(header.name, { kind: 'link', target: header.linkname ?? '' })) badName(header.name);
        await body.cancel();
      } else if (header.type === 'file' || header.type === undefined) {
        const limit = looksLikeText(header.name) ? archiveLimits.text : archiveLimits.attribute;
        const bytes = await readBody(body, limit, gate);
        if (!tree.add(header.name, { kind: 'file', bytes })) badName(header.name);
      } else await body.cancel();
    }
  } catch (error) {
    const reason =
      error instanceof LimitError
        ? error.message
        : `it ends early or is damaged (${(error as Error).message})`;
    report(
      error instanceof LimitError ? 'archive/too-large' : 'archive/damaged',
      `${reason}; what was read before is used`,
    );
  }
  return tree;

  function badName(path: string): void {
    report(
      'archive/bad-name',
      `the entry '${path}' leads out of the archive or is there twice; it was skipped`,
    );
  }
}

interface TarItem {
  readonly header: { readonly name: string; readonly type?: string; readonly linkname?: string };
  readonly body: ReadableStream<Uint8Array>;
}

class LimitError extends Error {}

const looksLikeText = (name: string): boolean => /lspci|\.txt$|\.log$|\.dump$/i.test(name);

/** Counts bytes on their way and stops what unpacks without measure. */
class Gate {
  #packed = 0;
  #plain = 0;
  #kept = 0;

  keep(bytes: number): void {
    this.#kept += bytes;
    if (this.#kept > archiveLimits.kept) throw new LimitError('it holds more than 1 GiB of files');
  }

  countPacked(): TransformStream<Uint8Array, Uint8Array> {
    return new TransformStream({
      transform: (chunk, controller) => {
        this.#packed += chunk.length;
        controller.enqueue(chunk);
      },
    });
  }

  countPlain(): TransformStream<Uint8Array, Uint8Array> {
    return new TransformStream({
      transform: (chunk, controller) => {
        this.#plain += chunk.length;
        if (this.#plain > archiveLimits.unpacked) throw new LimitError('it unpacks to more than 16 GiB');
        if (this.#plain > archiveLimits.kept && this.#plain > archiveLimits.ratio * this.#packed) {
          throw new LimitError(`it unpacks to more than ${archiveLimits.ratio} times its size`);
        }
        controller.enqueue(chunk);
      },
    });
  }
}

async function readBody(body: ReadableStream<Uint8Array>, limit: number, gate: Gate): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    if (length >= limit) continue;
    const part = chunk.slice(0, limit - length);
    gate.keep(part.length);
    chunks.push(part);
    length += part.length;
  }
  if (chunks.length === 1) return chunks[0] as Uint8Array;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
