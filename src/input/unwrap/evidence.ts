import { addressAnywhere, functionLine, isKnownLine } from './known-lines.ts';
import { digitsOfRuns, type FoundRow, findRow, rowAt, runsIn } from './row.ts';
import type { Text } from './text.ts';

/**
 * What a line is to a reader that takes nothing but what the tools print: `row` bytes, `function` the first line of a
 * Function, `known` another line of a format, `detail` indented text below a Function, `hidden` one that holds bytes
 * or an address that such a reader does not see, `other` all else.
 */
export type LineKind = 'row' | 'function' | 'known' | 'detail' | 'blank' | 'hidden' | 'other';

export interface Seen {
  readonly kind: LineKind;
  /** How much the line says: a byte counts 1. */
  readonly worth: number;
}

const functionWorth = 12;
const knownWorth = 8;
const detailWorth = 0.25;
/** A little of what a strict reader does not see, so that taking off one wrapping of two is seen as progress. */
const hiddenRun = 2;
const hiddenAddress = 3;
/** A line that holds more than a row or an address does not say more: it lost its line ends. */
const mostHidden = 7;
/** Indented or cut it is worth less than as the tool prints it. */
const indented = 0.75;
const cut = 0.5;
export const otherWorth = -0.5;
const orphan = 0.01;
const shortOffset = /^[ \t]*([0-9a-f]{2,3}): /i;

const blank = /^\s*$/;
/** A string of a program ends here, and another one follows; or a mail goes on in the next line. */
const goesOn = /["'],$|[^=]=$/;
const characters = /^(?:[ \t]{0,3}[|>*][^|]{8,80}|[ \t]{2,}\S[^|]{0,78})$|^[ \t]\S{16}$/;
/** `\tSubsystem: …`, and below a capability, two tabs further in. */
const detail = /^(?:\t| {2,})[ \t]*[A-Z<!][^"']*$|^(?:\t\t| {16})[ \t]*[A-Za-z0-9(][^"']*$/;
const rowStart = /^[ \t]*[0-9a-f]{2,3}:(?:[ \t]+[0-9a-f]{2}(?=[ \t]|$)|[ \t]*$)/i;
const rowStartSeen: Seen = { kind: 'row', worth: 0.5 };
const bytesOnly = /^[ \t]*[0-9a-f]{1,2}(?:[ \t][0-9a-f]{2}){0,7}[ \t]*$/i;
const restSeen: Seen = { kind: 'hidden', worth: 0.5 };
const blankSeen: Seen = { kind: 'blank', worth: 0 };
const otherSeen: Seen = { kind: 'other', worth: otherWorth };
const detailSeen: Seen = { kind: 'detail', worth: detailWorth };

/** What one line is; `open` when the first line of a Function stood before it. */
export function look(line: string, open: boolean): Seen {
  if (blank.test(line)) return blankSeen;
  const start = line.length - line.trimStart().length;
  const factor = start > 0 ? indented : 1;
  const row = rowAt(line, start) ?? kernelRow(line);
  if (row) {
    const rest = line.slice(row.end);
    // lspci's own rows have neither `0x` nor dashes.
    if (shortOffset.test(line) && /0x|-/i.test(line.slice(row.start, row.end)))
      return { kind: 'hidden', worth: row.bytes * cut };
    if (blank.test(rest)) return { kind: 'row', worth: row.bytes * factor };
    if (characters.test(rest) && runsIn(rest) === 0) return { kind: 'row', worth: row.bytes * factor };
    const runs = runsIn(line);
    // What comes after a row keeps it from being read: it is worth the more the less of that there is.
    if (runs <= 2) return { kind: 'hidden', worth: Math.max(row.bytes * cut, runs * hiddenRun) };
    return { kind: 'hidden', worth: Math.min(mostHidden, runs * hiddenRun) };
  }
  const first = functionLine.exec(line)?.[0];
  if (first !== undefined) {
    const rest = line.slice(first.length);
    const more = runsIn(rest) * hiddenRun + addressesIn(rest) * hiddenAddress;
    if (more > 0) return { kind: 'hidden', worth: Math.min(mostHidden, more + hiddenAddress) };
    return { kind: 'function', worth: functionWorth * factor * (goesOn.test(rest) ? cut : 1) };
  }
  // The rest of a row that was broken.
  if (bytesOnly.test(line)) return restSeen;
  // Too few bytes to tell, or a word that is none: its reader says what is wrong with it.
  if (rowStart.test(line)) return rowStartSeen;
  if (isKnownLine(line)) return { kind: 'known', worth: knownWorth };
  const worth = runsIn(line) * hiddenRun + addressesIn(line) * hiddenAddress;
  if (worth > 0) return { kind: 'hidden', worth: Math.min(mostHidden, worth) };
  return open && detail.test(line) ? detailSeen : otherSeen;
}

/** The kernel's own rows keep its time before them, which the reader of its log takes off. */
function kernelRow(line: string): FoundRow | undefined {
  const time = /^\[ *\d+\.\d+\] (?=[0-9a-f]{8}: )/.exec(line)?.[0];
  return time === undefined ? undefined : rowAt(line, time.length);
}

/** How many addresses with a name after them a line has. */
export function addressesIn(line: string): number {
  // Most lines of -vvv have no colon before a point.
  if (line.indexOf('.') < 0) return 0;
  let count = 0;
  for (const _ of line.matchAll(addressAnywhere)) count++;
  return count;
}

/**
 * How much of some texts a strict reader recognises. What is there once more, in the same text or in another one, is
 * worth nothing; rows of lspci are worth little without the line that says whose they are.
 */
export function worthOf(...texts: readonly Text[]): number {
  const tally: Tally = { counted: new Set(), rows: new Set(), hidden: new Map() };
  let worth = texts.reduce((sum, text) => sum + worthBeside(text, tally), 0);
  for (const { worth: own, what } of tally.hidden.values())
    if (!what.every((one) => tally.rows.has(one) || tally.counted.has(one))) worth += own;
  return worth;
}

interface Tally {
  /** What was counted already. */
  readonly counted: Set<string>;
  /** Rows, whosever they are, and what is hidden with its worth: the one may be a copy of the other. */
  readonly rows: Set<string>;
  readonly hidden: Map<string, { readonly worth: number; readonly what: readonly string[] }>;
}

function worthBeside({ lines }: Text, { counted, rows, hidden }: Tally): number {
  let worth = 0;
  let block = '';
  /** Offsets of the Function's rows: others at the same ones are those of another Function. */
  let offsets = new Set<string>();
  let afterRow = false;
  for (const line of lines) {
    const seen = look(line, block !== '');
    const { kind, worth: own } = seen;
    if (kind === 'blank') continue;
    // Numbers that follow no row are the rest of none.
    if (kind === 'other' || (seen === restSeen && !afterRow)) {
      worth += otherWorth;
      afterRow = false;
      continue;
    }
    afterRow = kind === 'row' || (kind === 'hidden' && seen !== restSeen && runsIn(line) > 0);
    if (kind === 'hidden') {
      const digits = pairsOf(digitsOfRuns(line));
      const what = digits.length > 0 ? digits : (line.match(addressAnywhere) ?? [line.trim()]);
      const before = hidden.get(what.join());
      hidden.set(what.join(), { worth: Math.max(own, before?.worth ?? 0), what });
      continue;
    }
    if (kind === 'function') {
      const address = functionLine.exec(line)?.[0].trim() ?? '';
      if (address !== block) offsets = new Set();
      block = address;
    } else if (kind === 'known') {
      block = line.trim();
      offsets = new Set();
    }
    const words = line.trim();
    if (kind === 'row') for (const digits of pairsOf(digitsOfRuns(line))) rows.add(digits);
    const key = kind === 'function' ? block : `${block}\0${words}`;
    if (counted.has(key)) continue;
    counted.add(key);
    const offset = kind === 'row' ? shortOffset.exec(line)?.[1] : undefined;
    if (offset !== undefined && offsets.has(offset)) continue;
    if (offset !== undefined) offsets.add(offset);
    worth += own * (offset !== undefined && block === '' ? orphan : 1);
  }
  return worth;
}

/** Two runs are a row. */
const pairsOf = (runs: readonly string[]): string[] =>
  runs.flatMap((digits, n) => (n % 2 === 0 ? [`${digits}${runs[n + 1] ?? ''}`] : []));

/** How many different rows and addresses can be seen in some texts, wherever they are. */
export function visibleIn(...texts: readonly Text[]): number {
  const seen = new Set<string>();
  for (const { lines } of texts) {
    for (const line of lines) {
      const runs = digitsOfRuns(line);
      const rows = runs.length > 0 ? rowsOf(line, runs.length) : [];
      for (const row of rows) seen.add(row);
      // Each two runs count as one in rows with other characters for blanks.
      if (rows.length === 0) for (const digits of pairsOf(runs)) seen.add(digits);
      if (runs.length === 0) for (const [address] of line.matchAll(addressAnywhere)) seen.add(address);
    }
  }
  return seen.size;
}

const wholeRow = /(?<=\\n|[^0-9a-z]|^)[0-9a-f]{2,8}: (?:[0-9a-f]{2} ){15}[0-9a-f]{2}(?![0-9a-z])/gi;

/** The rows of a line with their offsets: the one that it is, or all of a line that lost its ends. */
function rowsOf(line: string, runs: number): readonly string[] {
  if (runs > 2) return line.match(wholeRow) ?? [];
  const row = findRow(line);
  return row ? [line.slice(row.start, row.end)] : [];
}

/** Whether the text has anything that a reader could take. */
export function saysSomething(text: Text): boolean {
  return text.lines.some((line) => {
    const { kind } = look(line, false);
    return kind !== 'blank' && kind !== 'other';
  });
}

/** Whether every line is one that a tool prints, and at its place. */
export function isPlain(text: Text): boolean {
  let open = false;
  for (const line of text.lines) {
    const { kind } = look(line, open);
    if (kind === 'hidden' || kind === 'other' || (kind === 'row' && /^[ \t]/.test(line))) return false;
    if (kind === 'row' && !open && shortOffset.test(line)) return false;
    if (kind === 'function' && goesOn.test(line)) return false;
    if (kind === 'function' || kind === 'known') open = true;
  }
  return open;
}
