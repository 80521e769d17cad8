import {
  backspace,
  carriageReturn,
  colon,
  digit,
  escapeCharacter,
  exclamation,
  lessThan,
  newline,
  tab,
} from './characters.ts';

/** Characters at which a line of text is looked at, or ends. */
const stops = new Uint8Array(256);
for (const character of [newline, carriageReturn, escapeCharacter, backspace, lessThan, exclamation])
  stops[character] = 1;

/** How far lines of text went. */
export interface TextRun {
  /** Where the next line begins. */
  readonly at: number;
  readonly lines: number;
  /** The first line that ends in CR LF, counted from 0; -1 if none. */
  readonly crlfLine: number;
  /** What lines may be about, as `hintsOf` says it. */
  readonly hints: number;
}

/**
 * Passes over lines that begin with a tab, as lspci prints them between a Function's first line and its rows, and
 * stops at one that has to be looked at: it may be a row, is longer than `longest`, or lspci complains in it.
 */
export function passText(buffer: Uint8Array, start: number, end: number, longest: number): TextRun {
  let at = start;
  let lines = 0;
  let crlfLine = -1;
  let hints = 0;
  while (at < end && buffer[at] === tab) {
    let p = at + 1;
    while (p < end && buffer[p] === tab) p++;
    const first = p;
    while (p < end && (digit[buffer[p] as number] as number) >= 0) p++;
    if (p >= end || (buffer[p] === colon && p - first >= 2)) break;
    for (; p < end; p++) {
      const c = buffer[p] as number;
      if (stops[c] === 0) continue;
      if (c === newline) break;
      if (c === carriageReturn ? buffer[p + 1] !== newline : !isOrdinary(buffer, p))
        return { at, lines, crlfLine, hints };
    }
    if (p >= end || p - at >= longest) break;
    hints |= hintsOf(buffer, first);
    if (crlfLine < 0 && buffer[p - 1] === carriageReturn) crlfLine = lines;
    lines++;
    at = p + 1;
  }
  return { at, lines, crlfLine, hints };
}

/** A line may be on a BAR or the expansion ROM: `Region 0: …`, `Memory at …`, `I/O ports at …`, `[virtual] …`. */
export const regionHint = 1;
/** A line may be on the driver, the IOMMU group or the NUMA node: `Kernel driver in use: …`. */
export const givenHint = 2;

const hints = new Map<number, readonly [second: number, hint: number][]>();
for (const [beginning, hint] of [
  ['Re', regionHint],
  ['Me', regionHint],
  ['I/', regionHint],
  ['Ex', regionHint],
  ['Ke', givenHint],
  ['IO', givenHint],
  ['NU', givenHint],
] as const) {
  const [first, second] = [beginning.charCodeAt(0), beginning.charCodeAt(1)];
  hints.set(first, [...(hints.get(first) ?? []), [second, hint]]);
}
const bracket = 0x5b;
const initials = new Uint8Array(256);
for (const first of [...hints.keys(), bracket]) initials[first] = 1;

/** What a line may be about by its first two letters: a sum of hints. */
export function hintsOf(buffer: Uint8Array, at: number): number {
  const first = buffer[at] as number;
  if (initials[first] === 0) return 0;
  if (first === bracket) return regionHint;
  return hints.get(first)?.find(([second]) => second === buffer[at + 1])?.[1] ?? 0;
}

const complaints = new Set([...'acbu'].map((letter) => letter.charCodeAt(0)));

/** Whether a character that may begin a complaint of lspci does not: `<TAbort+`, `L1 <64us`. */
function isOrdinary(buffer: Uint8Array, at: number): boolean {
  const c = buffer[at];
  if (c === lessThan) return !complaints.has(buffer[at + 1] as number);
  return c === exclamation && buffer[at + 1] !== exclamation;
}
