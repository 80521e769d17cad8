import type { Part, Wrapping } from '../define.ts';
import { look } from '../evidence.ts';
import { type FoundRow, findRow, rowAt } from '../row.ts';
import { lengthOf, type Shape, shapesOf } from '../shapes.ts';
import { type Text, TextBuilder } from '../text.ts';
import { narrowest, type Width, widthOf } from '../width.ts';

const widestOfWords = 100;
const wholeRow = 16;
const share = 0.6;
const leastBytes = 6;
const leastRows = 4;
/** A detail of a Function, a row that has something between its bytes. */
const beginning = /^(?:\t| {8})[ \t]*\S|^[0-9a-f]{2,3}:[0-9a-f \t]/i;
const bytesOnly = /^[ \t]*(?:[0-9a-f]{2}[ \t]+){0,15}[0-9a-f]{2}[ \t]*$/i;

const firstRow = (line: string): FoundRow | undefined => {
  const row = rowAt(line, line.length - line.trimStart().length);
  return row?.offset === undefined ? undefined : row;
};

/** What a logger put before most of the rows: then a line without it is the rest of the one before. */
function prefixesIn({ lines }: Text): readonly Shape[] {
  const prefixes = lines.flatMap((line) => {
    // Ranges of addresses look like a few bytes.
    const row = findRow(line, leastBytes);
    return row?.width === 2 ? [line.slice(0, row.start)] : [];
  });
  // Bytes before what looks like an offset are not a prefix.
  const real = prefixes.filter((prefix) => /[^0-9a-f\s]/i.test(prefix));
  return real.length >= Math.max(leastRows, share * prefixes.length) ? shapesOf(real) : [];
}

/** Whether a line is one that its tool begins, not the rest of the one before. */
function begins(line: string, prefixes: readonly Shape[]): boolean {
  if (prefixes.length > 0) return lengthOf(prefixes, line) >= 0;
  if (beginning.test(line)) return true;
  return (
    line.trim() === '' || firstRow(line) !== undefined || /^(?:function|known)$/.test(look(line, false).kind)
  );
}

/**
 * What is between a line and the next one that goes on with it; undefined when none does. `whole` is the line with
 * the parts before it that were joined already.
 */
function joint(
  whole: string,
  line: string,
  next: string | undefined,
  width: Width | undefined,
  prefixes: readonly Shape[],
): '' | ' ' | undefined {
  if (next === undefined || next.trim() === '') return undefined;
  const length = width?.isPadded ? line.trimEnd().length : line.length;
  if (width && length === width.columns && !begins(next, prefixes)) return '';
  // The last character of the line was a blank.
  if (width && prefixes.length > 0 && length === width.columns - 1 && !begins(next, prefixes))
    return line.length === width.columns ? '' : ' ';
  const row = firstRow(whole);
  if (row) {
    const isBroken = row.width === 2 && row.bytes < wholeRow && whole.slice(row.end).trim() === '';
    const more = isBroken && bytesOnly.test(next) ? (next.match(/[0-9a-f]{2}/gi)?.length ?? 0) : wholeRow;
    return row.bytes + more <= wholeRow ? ' ' : undefined;
  }
  // Broken between words: the next one did not fit.
  if (!width || width.columns > widestOfWords || line.length < narrowest || begins(next, prefixes))
    return undefined;
  const word = /^\S*/.exec(next)?.[0].length ?? 0;
  const isText = look(whole, true).kind === 'function' || look(whole, true).kind === 'detail';
  return isText && word > 0 && line.length + 1 + word > width.columns ? ' ' : undefined;
}

function withWholeLines(text: Text): Text {
  const { lines } = text;
  const width = widthOf(text);
  const prefixes = prefixesIn(text);
  const builder = new TextBuilder(text);
  for (const [n, line] of lines.entries()) {
    const between = joint(builder.line + line, line, lines[n + 1], width, prefixes);
    builder.copy(n, 0, width?.isPadded && between === undefined ? line.trimEnd().length : line.length);
    if (between === undefined) builder.end(n);
    else if (between !== '' && !builder.line.endsWith(' ')) builder.put(between, n, line.length);
  }
  return builder.finish();
}

export default {
  name: 'hard-wrap',
  title: 'lines that were broken at a width',
  // What was broken may be JSON, of which nothing is seen until it is read.
  kind: 'container',
  rank: 700,
  detect: ({ lines }) => lines.length > 1,
  unwrap: (text): Part[] => [{ text: withWholeLines(text) }],
} satisfies Wrapping;
