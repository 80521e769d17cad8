import { bytesFrom, joined } from '../input/bytes.ts';
import { failure } from '../input/finished.ts';
import { recognise } from '../input/recognise.ts';
import { splitDumps } from '../input/segment.ts';
import { memoryInput } from '../input/source-input.ts';
import type { Snapshot } from '../model/snapshot.ts';

/**
 * What a dump can be read from where there is no disk: its bytes, what can be asked for them (a Blob, a File, a Response),
 * its text, or a stream of its bytes.
 */
export type Source =
  | Uint8Array
  | ArrayBuffer
  | { arrayBuffer(): Promise<ArrayBuffer> }
  | { readonly text: string }
  | AsyncIterable<Uint8Array>
  | ReadableStream<Uint8Array>;

/** How a dump is read. */
export interface ReadOptions {
  /** What diagnostics call the input; `input` unless given. A path is its own name. */
  readonly name?: string;
  /** Forces an input format, as `--from` does; `inputFormats` lists them. */
  readonly from?: string;
}

/**
 * Reads all snapshots that a dump holds: an archive, or a file with dumps one after another, holds several. What is
 * wrong with a dump is in `diagnostics` of its snapshot and never thrown.
 */
export async function readSnapshots(source: Source, options: ReadOptions = {}): Promise<Snapshot[]> {
  const { name = 'input', from } = options;
  const input = memoryInput(await bytesOf(source));
  return (await recognise(name, input, { from })).flatMap(splitDumps);
}

/** Reads the first, or only, snapshot of a dump. */
export async function readSnapshot(source: Source, options: ReadOptions = {}): Promise<Snapshot> {
  const [first] = await readSnapshots(source, options);
  return first ?? failure(options.name ?? 'input', 'input/no-functions', 'no function was found in it');
}

async function bytesOf(source: Source): Promise<Uint8Array> {
  if (typeof source === 'string')
    throw new TypeError(
      'a path cannot be read here, as there is no disk: give bytes, a Blob, a stream or { text }',
    );
  if (source instanceof Uint8Array) return source;
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  // A Blob has a method of the name `text`.
  if ('arrayBuffer' in source) return new Uint8Array(await source.arrayBuffer());
  if ('text' in source) return new TextEncoder().encode(source.text);
  const chunks: Uint8Array[] = [];
  for await (const chunk of Symbol.asyncIterator in source ? source : bytesFrom(source)) chunks.push(chunk);
  return joined(
    chunks,
    chunks.reduce((sum, { length }) => sum + length, 0),
  );
}
