import { readBytes } from '../input/read.ts';
import { splitDumps } from '../input/segment.ts';
import { type TopologyRecord, topology } from './relations.ts';

/** How a text is called. */
export interface ListOptions {
  /** What diagnostics call the text; `input` unless given. */
  readonly name?: string;
}

/**
 * The VFs of a text that lspci printed (`-x`, `-xxx`, `-xxxx`, with or without `-v`), as `topology` says them, for each
 * dump in it. It has the one reader and the few tables that this takes: a fifth of `readSnapshots` with `topology`.
 */
export function listVfs(text: string, { name = 'input' }: ListOptions = {}): TopologyRecord[] {
  return splitDumps(readBytes(name, new TextEncoder().encode(text)))
    .map((snapshot) => topology(snapshot))
    .map((record) => ({ ...record, functions: record.functions.filter(({ role }) => role === 'vf') }));
}
