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
  /** Whether a line begins as those on BARs do. */
  readonly hasRegions: boolean;
}

/**
 * Passes over lines that begin with a tab, as lspci prints them between a Function's first line and its rows, and
 * stops at one that has to be looked at: it may be a row, is longer than `longest`, or lspci complains in it.
 */
export function passText(buffer: Uint8Array, start: number, end: number, longest: number): TextRun {
  let at = start;
  let lines = 0;
  let crlfLine = -1;
  let hasRegions = false;
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
        return { at, lines, crlfLine, hasRegions };
    }
    if (p >= end || p - at >= longest) break;
    if (!hasRegions && mayBeRegion(buffer, first)) hasRegions = true;
    if (crlfLine < 0 && buffer[p - 1] === carriageReturn) crlfLine = lines;
    lines++;
    at = p + 1;
  }
  return { at, lines, crlfLine, hasRegions };
}

const initials = new Uint8Array(256);
for (const letter of 'RMIE[') initials[letter.charCodeAt(0)] = 1;
const e = 0x65;
const x = 0x78;
const slash = 0x2f;

/** Whether a line may be on a BAR or the expansion ROM: `Region 0: …`, `Memory at …`, `I/O ports at …`, `[virtual] …`. */
export function mayBeRegion(buffer: Uint8Array, at: number): boolean {
  if (initials[buffer[at] as number] === 0) return false;
  const second = buffer[at + 1];
  return second === e || second === slash || second === x || buffer[at] === bracket;
}
const bracket = 0x5b;

const complaints = new Set([...'acbu'].map((letter) => letter.charCodeAt(0)));

/** Whether a character that may begin a complaint of lspci does not: `<TAbort+`, `L1 <64us`. */
function isOrdinary(buffer: Uint8Array, at: number): boolean {
  const c = buffer[at];
  if (c === lessThan) return !complaints.has(buffer[at + 1] as number);
  return c === exclamation && buffer[at + 1] !== exclamation;
}
