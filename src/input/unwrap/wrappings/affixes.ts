import type { Part, Wrapping } from '../define.ts';
import { look } from '../evidence.ts';
import { type HostedLine, hostsOf } from '../hosts.ts';
import { addressAnywhere, functionLine } from '../known-lines.ts';
import { findRow } from '../row.ts';
import { lengthOf, type Prefix, prefixesOf, shapesOf } from '../shapes.ts';
import { type Text, TextBuilder } from '../text.ts';

/** Nothing that a logger puts before a line is longer. */
const longestPrefix = 300;
const longestSuffix = 200;
/** What comes before or after the rows is there on so many of them. */
const share = 0.6;
const suffixShare = 0.8;
/** The marks of a patch are not part of what comes before its lines. */
const hunk = /@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@/;

/** Where the rows of a text begin and end, and where its addresses do. */
interface Learned {
  /** Those of rows, and those of lines with an address. */
  readonly prefixes: readonly (readonly string[])[];
  readonly suffixes: string[];
  /** Lines with an address, from there on. */
  readonly addresses: string[];
}

function learn({ lines }: Text): Learned {
  const rows: string[] = [];
  const suffixes: string[] = [];
  const byAddress: string[] = [];
  const addresses: string[] = [];
  const marks = lines.some((line) => hunk.test(line)) ? 1 : 0;
  for (const line of lines) {
    const row = findRow(line);
    if (row) {
      if (row.start <= longestPrefix) rows.push(line.slice(0, Math.max(0, row.start - marks)));
      if (line.length - row.end <= longestSuffix) suffixes.push(line.slice(row.end).trimEnd());
      continue;
    }
    const first = functionLine.test(line)
      ? line.length - line.trimStart().length
      : line.search(addressAnywhere);
    if (first < 0 || first > longestPrefix) continue;
    byAddress.push(line.slice(0, Math.max(0, first - marks)));
    addresses.push(line.slice(first));
  }
  return { prefixes: [rows, byAddress], suffixes, addresses };
}

function prefixesIn({ lines }: Text, { prefixes }: Learned): Prefix[] {
  for (const list of prefixes) {
    const real = list.filter((prefix) => prefix.trim() !== '');
    // Rows that are nobody's may be in a log of addresses alone.
    if (real.length > 0 && real.length >= share * list.length) return prefixesOf(shapesOf(real), lines);
  }
  return [];
}

/** The end that nearly all rows have; that of a dump with characters beside the bytes differs from row to row. */
function suffixOf({ suffixes, addresses }: Learned): RegExp | undefined {
  const counts = new Map<string, { count: number; ends: RegExp }>();
  for (const suffix of suffixes) {
    if (suffix === '') continue;
    const marks = suffix.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&').replace(/[0-9]+/g, '[0-9]+');
    // Some programs fill their lines up to where it begins.
    const source = marks.replace(/^[ \t]+/, '[ \\t]*');
    const known = counts.get(source);
    if (known) known.count++;
    else if (counts.size < 256) counts.set(source, { count: 1, ends: new RegExp(`(?:${source})[ \\t]*$`) });
  }
  const [best] = [...counts.values()].sort((a, b) => b.count - a.count);
  if (!best || best.count < suffixShare * suffixes.length) return undefined;
  const others = addresses.filter((line) => best.ends.test(line.slice(-longestSuffix)));
  return others.length >= share * addresses.length ? best.ends : undefined;
}

function endOf(line: string, from: number, suffix: RegExp | undefined): number {
  if (!suffix) return line.length;
  const start = Math.max(from, line.length - longestSuffix);
  const match = suffix.exec(line.slice(start));
  return match ? start + match.index : line.length;
}

/** The lines without what comes before and after them, and what stood before each. */
function bare(text: Text, prefixes: readonly Prefix[], suffix: RegExp | undefined): HostedLine[] {
  const found: HostedLine[] = [];
  const isPrefixed = (line: string): boolean => prefixes.length === 0 || lengthOf(prefixes, line) >= 0;
  // What people wrote before rows that are not the log's keeps them from being those of its last Function.
  const hasOwnRows = text.lines.some((line) => !isPrefixed(line) && findRow(line) !== undefined);
  for (const [line, content] of text.lines.entries()) {
    const length = prefixes.length === 0 ? 0 : lengthOf(prefixes, content);
    if (length >= 0)
      found.push({ line, prefix: content.slice(0, length), to: endOf(content, length, suffix) });
    // Another program's message among the lines of a log; but nothing that looks like a part of a dump.
    else if (hasOwnRows || look(content, false).kind !== 'other')
      found.push({ line, prefix: '', to: content.length });
  }
  return found;
}

export default {
  name: 'affixes',
  title: 'what a program put before or after each line',
  kind: 'lines',
  rank: 640,
  detect: ({ lines }) => lines.some((line) => line.trim() !== ''),
  unwrap(text): Part[] {
    const learned = learn(text);
    const prefixes = prefixesIn(text, learned);
    const suffix = suffixOf(learned);
    if (prefixes.length === 0 && !suffix) return [];
    const kept = bare(text, prefixes, suffix);
    const all = text.lines.length - kept.length;
    return hostsOf(text, kept).map(({ host, lines }, n) => {
      const builder = new TextBuilder(text);
      for (const { line, prefix, to } of lines)
        builder.copyLine(line, prefix.length, Math.max(prefix.length, to));
      const dropped = n === 0 ? all : 0;
      return { text: builder.finish(), dropped, ...(host === undefined ? {} : { label: host }) };
    });
  },
} satisfies Wrapping;
