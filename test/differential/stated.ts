import { FunctionView } from '../../src/decode/view.ts';
import { readStated } from '../../src/input/formats/lspci/stated.ts';
import type { PciFunction } from '../../src/model/function.ts';

/** What text states of Functions whose bytes are known as well. */
export interface Agreement {
  functions: number;
  fields: number;
  /** Fields that the bytes have otherwise, or not at all. */
  readonly contradictions: string[];
  readonly paths: Set<string>;
}

const firstLine = /^\s*(?:([0-9a-f]{4,8}):)?([0-9a-f]{2}:[0-9a-f]{2}\.[0-7]) /i;

/** Holds what the text of lspci states against the bytes, Function by Function. */
export function agreementOf(text: string, functions: readonly PciFunction[]): Agreement {
  const byAddress = new Map(functions.map((fn) => [fn.address, fn]));
  const found: Agreement = { functions: 0, fields: 0, contradictions: [], paths: new Set() };
  let line = 1;
  for (const block of text.split(/\n(?=\s*(?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[0-9a-f]{2}\.[0-7] )/i)) {
    const lines = block.split('\n');
    const match = firstLine.exec(block);
    const fn = byAddress.get(`${match?.[1] ?? '0000'}:${match?.[2]}`);
    if (fn) compare(fn, lines, line, found);
    line += lines.length;
  }
  return found;
}

function compare(fn: PciFunction, lines: readonly string[], first: number, found: Agreement): void {
  const stated = readStated(lines, 'text', first);
  const view = new FunctionView(fn);
  found.functions++;
  for (const { what } of stated.conflicts ?? []) found.contradictions.push(`${fn.address} ${what}: twice`);
  for (const { offset, name, title } of stated.capabilities ?? []) {
    const there = view.capabilities.find(({ entry }) => entry.offset === offset);
    if (name !== undefined && there?.name !== name)
      found.contradictions.push(`${fn.address} ${title}: ${name}, not ${there?.name}`);
  }
  for (const [path, { value, at }] of stated.fields) {
    const reading = view.read(path);
    // A dead Function's first bytes were never read.
    if (reading.state === 'not-in-dump') continue;
    found.fields++;
    found.paths.add(path);
    if (reading.state !== 'known' || BigInt(reading.value) !== BigInt(value)) {
      const bytes = reading.state === 'known' ? reading.value : reading.state;
      found.contradictions.push(`${fn.address} ${path} on line ${at?.line}: ${value}, not ${bytes}`);
    }
  }
}
