import { look } from './evidence.ts';

/** What comes before rows on many lines: numbers and some of the words differ, all else stays. */
export interface Shape {
  /** Up to the last character that is not a blank. */
  readonly pattern: RegExp;
  readonly length: number;
}

/** A shape with the blanks that belong to it; what follows them may be indented. */
export interface Prefix {
  readonly pattern: RegExp;
}

const pieces = /[A-Za-z]+|[0-9]+|[ \t]+|[^A-Za-z0-9 \t]/g;
const coarsePieces = /[A-Za-z0-9]+|[ \t]+|[^A-Za-z0-9 \t]/g;
const mostShapes = 16;
const mostKeys = 4096;
/** Below it, words that mix letters and numbers, such as IDs of requests, are taken as one. */
const goodCover = 0.6;

interface Counted {
  count: number;
  /** The values that each piece has, no more of them than tell whether it is always the same. */
  readonly values: Set<string>[];
  readonly last: readonly string[];
}

/** The few shapes that most of the texts have, blanks at their ends left out. */
export function shapesOf(texts: Iterable<string>): Shape[] {
  const list = [...texts].map((text) => text.trimEnd());
  const fine = shapesBy(list, pieces);
  return fine.cover >= goodCover * list.length ? fine.shapes : shapesBy(list, coarsePieces).shapes;
}

function shapesBy(texts: readonly string[], pattern: RegExp): { shapes: Shape[]; cover: number } {
  const counts = new Map<string, Counted>();
  for (const text of texts) {
    const found = text.match(pattern) ?? [];
    const key = found.map(kindOf).join('\u0001');
    const known = counts.get(key);
    if (!known) {
      if (counts.size < mostKeys)
        counts.set(key, { count: 1, values: found.map((one) => new Set([one])), last: found });
      continue;
    }
    known.count++;
    for (const [n, piece] of found.entries()) {
      const values = known.values[n];
      if (values && values.size < 2) values.add(piece);
    }
  }
  const shapes: Shape[] = [];
  let cover = 0;
  const least = texts.length > 8 ? 2 : 1;
  for (const counted of [...counts.values()].sort((a, b) => b.count - a.count)) {
    if (counted.count < least || shapes.length >= mostShapes) break;
    // A longer one that begins like a more frequent one has the beginning of what is inside.
    if (shapes.some(({ pattern }) => matchLength(pattern, counted.last.join('')) > 0)) continue;
    cover += counted.count;
    shapes.push(shapeOf(counted));
  }
  return { shapes: shapes.sort((a, b) => b.length - a.length), cover };
}

function kindOf(piece: string): string {
  if (/^[ \t]/.test(piece)) return ' ';
  if (/^[0-9]+$/.test(piece)) return '0';
  return /^[A-Za-z0-9]/.test(piece) ? (/[0-9]/.test(piece) ? 'a0' : 'a') : piece;
}

function shapeOf({ values, last }: Counted): Shape {
  const sources = last.map((piece, n) => {
    if (/^[ \t]/.test(piece)) return '[ \\t]+';
    if (/^[0-9]+$/.test(piece)) return '[0-9]+';
    if (!/^[A-Za-z0-9]/.test(piece)) return literal(piece);
    if ((values[n]?.size ?? 0) < 2) return literal(piece);
    return /[0-9]/.test(piece) ? '[A-Za-z0-9]+' : '[A-Za-z]+';
  });
  return { pattern: new RegExp(sources.join(''), 'y'), length: last.length };
}

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** The shapes with the blanks that come after them on all lines that a reader would know. */
export function prefixesOf(shapes: readonly Shape[], lines: readonly string[]): Prefix[] {
  return shapes.map(({ pattern }) => {
    let common: string | undefined;
    for (const line of lines) {
      const length = matchLength(pattern, line);
      if (length < 0) continue;
      const rest = line.slice(length);
      const content = rest.trimStart();
      const { kind } = look(content, false);
      if (kind === 'blank' || kind === 'other') continue;
      common = commonStart(common ?? rest, rest.slice(0, rest.length - content.length));
      if (common === '') break;
    }
    // Where nothing follows, or no blank, those were taken away.
    return { pattern: new RegExp(`${pattern.source}(?:${literal(common ?? '')}|(?=\\S)|[ \\t]*$)`, 'y') };
  });
}

function commonStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return a.slice(0, length);
}

function matchLength(pattern: RegExp, line: string): number {
  pattern.lastIndex = 0;
  return pattern.exec(line)?.[0].length ?? -1;
}

/** How much of a line the longest of the prefixes takes; -1 when it has none. */
export const lengthOf = (prefixes: readonly Prefix[], line: string): number =>
  prefixes.reduce((longest, { pattern }) => Math.max(longest, matchLength(pattern, line)), -1);
