import type { PciFunction } from '../../../model/function.ts';
import type { Diagnostics } from '../../diagnostics.ts';
import type { Parser } from '../../format.ts';
import { carriageReturn, newline, tab } from './characters.ts';
import { DumpLines } from './dump-lines.ts';
import type { Comparing } from './fast-rows.ts';
import { passText } from './fast-text.ts';
import { Place } from './place.ts';
import { Remarks } from './remarks.ts';
import type { WordsKnown } from './words-known.ts';

/** No line of a dump is longer; what is longer is skipped with a diagnostic. */
const longestLine = 64 << 10;
/** lspci reads lines of at most 254 characters, line end included (pciutils, `lspci -F`, measured). */
const longestForLspci = 254;

/**
 * Reads the text that `lspci -x`, `-xxx` and `-xxxx` print, with any of `-D -n -nn -k -v…`. Regular rows and the text
 * before them are taken many lines at once; every other line goes to one slow path, the only place that gives
 * diagnostics.
 */
export class LspciParser implements Parser {
  readonly #place: Place;
  readonly #remarks: Remarks;
  readonly #lines: DumpLines;
  #skippingLongLine = false;

  constructor(file: string, words: WordsKnown) {
    this.#place = new Place(file);
    this.#remarks = new Remarks(this.#place);
    this.#lines = new DumpLines(this.#place, this.#remarks, words);
  }

  get functions(): readonly PciFunction[] {
    return this.#lines.functions;
  }

  get diagnostics(): Diagnostics {
    return this.#place.diagnostics;
  }

  /**
   * Takes the whole lines of buffer[start, end) and returns where the incomplete last line begins; with `last`,
   * takes that as well.
   */
  push(buffer: Comparing, start: number, end: number, last: boolean): number {
    const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
    const place = this.#place;
    const lines = this.#lines;
    let i = start;
    lines.rows.forgetText();
    if (this.#skippingLongLine) {
      const stop = buffer.indexOf(newline, i);
      if (stop < 0 || stop >= end) return end;
      this.#skippingLongLine = false;
      place.line++;
      i = stop + 1;
    }
    while (i < end) {
      if (buffer[i] === newline) {
        lines.rows.noteBlank();
        place.line++;
        i++;
        continue;
      }
      if (lines.isOpen) {
        if (buffer[i] === tab) i = this.#passText(buffer, i, end);
        const next = lines.rows.takeRegular(buffer, view, i, end);
        if (next > i) lines.unknown.report();
        i = next;
        if (i >= end) return i;
      }
      let stop = i;
      while (stop < end && buffer[stop] !== newline) stop++;
      if (stop === end && !last) {
        if (end - i <= longestLine) return i;
        const message = `a line of more than ${longestLine} characters was skipped`;
        place.report('warning', 'lspci/long-line', message, 1);
        this.#skippingLongLine = true;
        return end;
      }
      const lineEnd = stop > i && buffer[stop - 1] === carriageReturn ? stop - 1 : stop;
      if (lineEnd < stop) this.#remarks.note('lspci/crlf');
      if (stop === end)
        place.remark('lspci/no-last-newline', 'the last line has no line end: lspci -F refuses the file', 1);
      if (lineEnd - i >= longestForLspci) {
        const message = `a line of ${lineEnd - i} characters: lspci -F refuses more than 253`;
        place.remark('lspci/line-too-long', message, 1);
      }
      if (i === 0 && place.line === 1 && buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) {
        const message = 'the file begins with a byte order mark: lspci -F does not know its first line';
        place.remark('lspci/byte-order-mark', message, 1);
        i += 3;
      }
      this.#takeShown(buffer, i, lineEnd);
      place.line++;
      i = stop + 1;
    }
    return end;
  }

  /** Keeps lines of text as they are; where the first begins that has to be looked at. */
  #passText(buffer: Uint8Array, start: number, end: number): number {
    const place = this.#place;
    // A row may go on after a tab.
    if (this.#lines.rows.mayContinue) return start;
    const { at, lines, crlfLine, hints } = passText(buffer, start, end, longestForLspci);
    if (lines === 0) return start;
    if (crlfLine >= 0) this.#remarks.note('lspci/crlf', place.line + crlfLine);
    this.#lines.text.add(buffer, start, at, place.line, lines, hints);
    place.line += lines;
    return at;
  }

  /** Takes a line of which a terminal shows the parts after each carriage return over each other. */
  #takeShown(buffer: Uint8Array, start: number, lineEnd: number): void {
    let end = lineEnd;
    while (end > start && buffer[end - 1] === carriageReturn) end--;
    let from = start;
    for (let at = from; at < end; at++) {
      if (buffer[at] !== carriageReturn) continue;
      this.#takePart(buffer, start, from, at);
      from = at + 1;
    }
    this.#takePart(buffer, start, from, end);
  }

  #takePart(buffer: Uint8Array, start: number, from: number, end: number): void {
    if (from > start) this.#place.columnOf = (index) => from - start + index + 1;
    this.#lines.take(buffer, from, end);
    this.#place.columnOf = undefined;
  }

  /**
   * Takes one line that was cleaned of what a mail program or a logger put before or into it. `columnOf` gives the
   * column in the file of a character of the cleaned line.
   */
  takeCleaned(line: Uint8Array, columnOf: ((index: number) => number) | undefined): void {
    this.#place.columnOf = columnOf;
    if (columnOf) this.#remarks.note('lspci/line-prefix');
    this.#lines.take(line, 0, line.length);
    this.#place.columnOf = undefined;
    this.#place.line++;
  }

  /** Ends the last function. */
  finish(): void {
    this.#lines.finish();
    this.#remarks.finish();
  }
}
