import { isArchive } from '../archive.ts';
import type { Part } from './define.ts';
import { type Text, TextBuilder } from './text.ts';

/** A run of digits in one line. */
export interface Digits {
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** A configuration space as it is has a multiple of this many bytes. */
const headerSize = 64;

const toStandard = (digits: string): string =>
  digits.replace(/[-_]/g, (one) => (one === '-' ? '+' : '/')).replace(/=+$/, '');

/** What a run of base64 digits over several lines stands for; undefined when that is nothing that can be read. */
export function decodedPart(text: Text, runs: readonly Digits[], label?: string): Part | undefined {
  let digits = '';
  /** Digits before each run. */
  const before: number[] = [];
  for (const { line, from, to } of runs) {
    before.push(digits.length);
    digits += toStandard((text.lines[line] as string).slice(from, to));
  }
  const decoded = decode(digits);
  const [first] = runs;
  if (!first || !decoded) return undefined;
  const named = label === undefined ? {} : { label };
  if (isBinary(decoded)) {
    const file = Uint8Array.from(decoded, (character) => character.charCodeAt(0));
    if (!isArchive(file) && file.length % headerSize !== 0) return undefined;
    const place = new TextBuilder(text).end(first.line, first.from).finish();
    return { text: place, file, ...named };
  }
  const builder = new TextBuilder(text);
  let run = 0;
  for (let at = 0; at <= decoded.length; ) {
    const newline = decoded.indexOf('\n', at);
    const stop = newline < 0 ? decoded.length : newline;
    const end = stop > at && decoded[stop - 1] === '\r' ? stop - 1 : stop;
    for (let from = at; from < end; ) {
      while (run + 1 < runs.length && firstByte(before[run + 1]) <= from) run++;
      const until = run + 1 < runs.length ? Math.min(end, firstByte(before[run + 1])) : end;
      const { line, from: column } = runs[run] as Digits;
      builder.put(decoded.slice(from, until), line, column + columnsTo(from, before[run]), 4 / 3);
      from = until;
    }
    if (newline < 0 && stop === at) break;
    const { line, from } = runs[run] as Digits;
    builder.end(line, from);
    at = stop + 1;
  }
  return { text: builder.finish(), ...named };
}

function decode(digits: string): string | undefined {
  try {
    return atob(digits.length % 4 === 1 ? digits.slice(0, -1) : digits);
  } catch {
    // Something else is among the digits.
    return undefined;
  }
}

/** The first byte of which the first digit is this one or a later one. */
const firstByte = (digit = 0): number => Math.ceil((3 * digit) / 4);
/** From the first digit of a run to that of a byte. */
const columnsTo = (byte: number, digit = 0): number => (4 * byte) / 3 - digit;

/** Text has no control characters but blanks, line ends and those of terminals. */
function isBinary(decoded: string): boolean {
  return /[\0-\x06\x0e-\x1a\x1c-\x1f]/.test(decoded.slice(0, 4096));
}
