import type { Snapshot } from '../model/snapshot.ts';
import { type MemoryEntry, MemoryTree } from './memory.ts';
import { recognise } from './recognise.ts';
import { splitDumps } from './segment.ts';
import { type Input, memoryInput } from './source-input.ts';

/*
 * Inputs that a report carries: the bytes themselves, so that whoever opens it reads what the command line read, with the
 * same code.
 */

/** One input as it was found: a file, or what was read of a folder. */
export interface CarriedInput {
  readonly name: string;
  /** The format, where it is forced. */
  readonly from?: string | undefined;
  /** The name of the root, where it is a folder. */
  readonly folder?: string | undefined;
  readonly content: Uint8Array | ReadonlyMap<string, MemoryEntry>;
}

export interface Carried<Settings> {
  readonly settings: Settings;
  readonly inputs: readonly CarriedInput[];
}

type Part = readonly [start: number, length: number];

interface Index<Settings> {
  readonly settings: Settings;
  readonly inputs: readonly {
    readonly name: string;
    readonly from?: string | undefined;
    readonly folder?: string | undefined;
    readonly file?: Part;
    readonly tree?: readonly (readonly [path: string, what: Part | string])[];
  }[];
}

/** A number of four bytes, an index of as many bytes, and the bytes of all files. */
export function packed<Settings>({ settings, inputs }: Carried<Settings>): Uint8Array {
  const parts: Uint8Array[] = [];
  let at = 0;
  const place = (bytes: Uint8Array): Part => {
    parts.push(bytes);
    at += bytes.length;
    return [at - bytes.length, bytes.length];
  };
  const index: Index<Settings> = {
    settings,
    inputs: inputs.map(({ name, from, folder, content }) => ({
      name,
      from,
      folder,
      ...(content instanceof Uint8Array
        ? { file: place(content) }
        : {
            tree: [...content].map(
              ([path, entry]) => [path, entry.kind === 'link' ? entry.target : place(entry.bytes)] as const,
            ),
          }),
    })),
  };
  const head = new TextEncoder().encode(JSON.stringify(index));
  const all = new Uint8Array(4 + head.length + at);
  new DataView(all.buffer).setUint32(0, head.length, true);
  all.set(head, 4);
  let to = 4 + head.length;
  for (const part of parts) {
    all.set(part, to);
    to += part.length;
  }
  return all;
}

export function unpacked<Settings>(all: Uint8Array): Carried<Settings> {
  const length = new DataView(all.buffer, all.byteOffset).getUint32(0, true);
  const index = JSON.parse(new TextDecoder().decode(all.subarray(4, 4 + length))) as Index<Settings>;
  const bytesOf = ([start, size]: Part): Uint8Array =>
    all.subarray(4 + length + start, 4 + length + start + size);
  return {
    settings: index.settings,
    inputs: index.inputs.map(({ name, from, folder, file, tree = [] }) => ({
      name,
      from,
      folder,
      content: file
        ? bytesOf(file)
        : new Map(
            tree.map(([path, what]): [string, MemoryEntry] => [
              path,
              typeof what === 'string'
                ? { kind: 'link', target: what }
                : { kind: 'file', bytes: bytesOf(what) },
            ]),
          ),
    })),
  };
}

/** What is told about reading: how many bytes of an input were taken, and a chance to do something else. */
export type OnRead = (taken: number) => Promise<void> | undefined;

/** Reads an input as the command line does. Never throws: what is wrong is in the diagnostics. */
export async function readCarried(
  { name, from, folder, content }: CarriedInput,
  onRead?: OnRead,
): Promise<Snapshot[]> {
  if (!(content instanceof Uint8Array)) {
    const tree = new MemoryTree(name, folder);
    for (const [path, entry] of content) tree.add(path, entry);
    const { readTree } = await import('./read.ts');
    return splitDumps(readTree(tree, from));
  }
  const input = memoryInput(content);
  return (await recognise(name, onRead ? watched(input, onRead) : input, { from })).flatMap(splitDumps);
}

function watched(input: Input, onRead: OnRead): Input {
  let taken = 0;
  return {
    ...input,
    fill(buffer, at) {
      const got = input.fill(buffer, at);
      if (typeof got !== 'number') return got;
      taken += got;
      const pause = onRead(taken);
      return pause ? pause.then(() => got) : got;
    },
  };
}
