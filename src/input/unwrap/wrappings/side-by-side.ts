import type { Part, Wrapping } from '../define.ts';
import { addressAnywhere, functionLine } from '../known-lines.ts';
import { findRow, rowAt } from '../row.ts';
import { type Text, TextBuilder } from '../text.ts';

const tabStop = 8;
/** The sign between the halves of `diff -y` and `sdiff`: differs, only left, only right, only left shown. */
const sign = /(?:^|[ \t])([|<>(\\/])[ \t]*$/;
const share = 0.6;
const leastLines = 3;

/** The index of the first character at or after a column of the screen. */
function indexAt(line: string, column: number): number {
  let at = 0;
  for (let n = 0; n < line.length; n++) {
    if (at >= column) return n;
    at = widthAfter(at, line.charCodeAt(n));
  }
  return line.length;
}

function columnAt(line: string, index: number): number {
  let at = 0;
  for (let n = 0; n < index; n++) at = widthAfter(at, line.charCodeAt(n));
  return at;
}

/** The first byte of a character in UTF-8 takes the column. */
const widthAfter = (at: number, code: number): number =>
  code === 9 ? at + tabStop - (at % tabStop) : (code & 0xc0) === 0x80 && code >= 0x80 ? at : at + 1;

interface Pair {
  readonly column: number;
  /** Whether both halves say the same place: the same offset, the same address. */
  readonly isSamePlace: boolean;
  readonly isAddress: boolean;
}

/** Where the right half of a line begins that has a row, or an address, in both halves. */
function pairIn(line: string): Pair | undefined {
  const row = rowAt(line, line.length - line.trimStart().length);
  if (row) {
    const right = findRow(line.slice(row.end));
    if (!right) return undefined;
    return {
      column: columnAt(line, row.end + right.start),
      isSamePlace: right.offset === row.offset,
      isAddress: false,
    };
  }
  const first = functionLine.exec(line)?.[0];
  if (first === undefined) return undefined;
  const rest = line.slice(first.length);
  const [match] = rest.matchAll(addressAnywhere);
  if (!match) return undefined;
  const column = columnAt(line, first.length + match.index);
  return { column, isSamePlace: match[0] === first.trim(), isAddress: true };
}

interface Columns {
  /** Where the right half begins. */
  readonly column: number;
  /** Both halves are lists of the same; else the right one goes on where the left one ends. */
  readonly areTwo: boolean;
}

function columnsOf({ lines }: Text): Columns | undefined {
  const pairs = lines.flatMap((line) => pairIn(line) ?? []);
  const counts = new Map<number, number>();
  for (const { column } of pairs) counts.set(column, (counts.get(column) ?? 0) + 1);
  const [best] = [...counts].sort(([, a], [, b]) => b - a);
  if (!best || pairs.length < leastLines || best[1] < share * pairs.length) return undefined;
  const own = pairs.filter(({ column }) => column === best[0]);
  // Rows of two different Functions may be at the same offsets side by side.
  const addresses = own.filter(({ isAddress }) => isAddress);
  const telling = addresses.length > 0 ? addresses : own;
  return {
    column: best[0],
    areTwo: telling.filter(({ isSamePlace }) => isSamePlace).length * 2 > telling.length,
  };
}

/** Where the left half of a line ends and the right one begins, and the sign between them. */
interface Halves {
  readonly end: number;
  readonly middle: number;
  readonly sign: string | undefined;
}

function halvesOf(line: string, column: number): Halves {
  const middle = indexAt(line, column);
  const before = line.slice(0, middle);
  const found = sign.exec(before);
  const end = (found ? before.slice(0, found.index) : before).trimEnd().length;
  return { end, middle, sign: found?.[1] };
}

function copyLeft(builder: TextBuilder, halves: readonly Halves[]): TextBuilder {
  for (const [n, half] of halves.entries())
    if (half.end > 0 || half.sign !== '>') builder.copyLine(n, 0, half.end);
  return builder;
}

function copyRight(builder: TextBuilder, text: Text, halves: readonly Halves[]): TextBuilder {
  for (const [n, half] of halves.entries()) {
    if (half.sign === '(') builder.copyLine(n, 0, half.end);
    else if (half.middle < (text.lines[n] as string).length || half.sign !== '<')
      builder.copyLine(n, half.middle);
  }
  return builder;
}

export default {
  name: 'side-by-side',
  title: 'two columns',
  kind: 'lines',
  rank: 570,
  detect: ({ lines }) => lines.some((line) => pairIn(line) !== undefined),
  unwrap(text): Part[] {
    const columns = columnsOf(text);
    if (!columns) return [];
    const halves = text.lines.map((line) => halvesOf(line, columns.column));
    if (!columns.areTwo) {
      const builder = copyLeft(new TextBuilder(text), halves);
      return [{ text: copyRight(builder, text, halves).finish() }];
    }
    const hasSigns = halves.some((half) => half.sign !== undefined);
    const [first, second] = hasSigns ? ['before', 'after'] : ['left', 'right'];
    // Where lines that are the same on both sides were left out, more than these may be there.
    const partial = text.lines.every((line, n) => line.trim() === '' || halves[n]?.sign !== undefined);
    return [
      { text: copyLeft(new TextBuilder(text), halves).finish(), label: first, partial },
      { text: copyRight(new TextBuilder(text), text, halves).finish(), label: second, partial },
    ];
  },
} satisfies Wrapping;
