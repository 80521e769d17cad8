import { addressKey } from '../../../model/address.ts';
import { configSpaceSize } from '../../../model/config-space.ts';
import type { PciFunction } from '../../../model/function.ts';
import type { Diagnostics } from '../../diagnostics.ts';
import type { Parser } from '../../format.ts';
import {
  carriageReturn,
  colon,
  digit,
  escapeCharacter,
  exclamation,
  hasByte,
  isBlank,
  lessThan,
  newline,
  tab,
} from './characters.ts';
import { remarkOnEscape, takeComplaint, takeEscape, takeNoHexDump } from './complaints.ts';
import type { Comparing } from './fast-rows.ts';
import { parseHeader } from './header.ts';
import { hex } from './hex.ts';
import { Place } from './place.ts';
import { attributesOfRecord, isAddressTag, lineOfRecord, parseTag } from './record.ts';
import { Remarks } from './remarks.ts';
import { Rows } from './rows.ts';
import { takeTextTag } from './text-tags.ts';
import { UnknownLines } from './unknown-lines.ts';

/** No line of a dump is longer; what is longer is skipped with a diagnostic. */
const longestLine = 64 << 10;
/** lspci reads lines of at most 254 characters, line end included (pciutils, `lspci -F`, measured). */
const longestForLspci = 254;
const decoder = new TextDecoder();

/**
 * Reads the text that `lspci -x`, `-xxx` and `-xxxx` print, with any of `-D -n -nn -k -v…`. One loop over bytes
 * takes regular rows; every other line goes to one slow path, the only place that gives diagnostics.
 */
export class LspciParser implements Parser {
  readonly functions: PciFunction[] = [];
  readonly #place: Place;
  readonly #remarks: Remarks;
  readonly #unknown: UnknownLines;
  readonly #rows: Rows;
  #skippingLongLine = false;

  /** The first line has no usable address: its rows cannot be given to anyone. */
  #orphan = false;
  #headerLine = 0;
  #text = '';
  #attributes: Map<string, string> | undefined;
  /** What `lspci -vmm` says of a function, a tag a line. */
  #record: Map<string, string> | undefined;

  constructor(file: string) {
    this.#place = new Place(file);
    this.#remarks = new Remarks(this.#place);
    this.#unknown = new UnknownLines(this.#place);
    this.#rows = new Rows(this.#place, this.#remarks);
  }

  /** Whether lines belong to a Function. */
  get #isOpen(): boolean {
    return this.#place.key !== undefined;
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
    const rows = this.#rows;
    let i = start;
    if (this.#skippingLongLine) {
      const stop = buffer.indexOf(newline, i);
      if (stop < 0 || stop >= end) return end;
      this.#skippingLongLine = false;
      place.line++;
      i = stop + 1;
    }
    while (i < end) {
      if (this.#isOpen) {
        const next = rows.takeRegular(buffer, view, i, end);
        if (next > i) this.#unknown.report();
        if (next >= end) return next;
        i = next;
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

  /** Takes a line of which a terminal shows the parts behind each carriage return over each other. */
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
    this.#takeLine(buffer, from, end);
    this.#place.columnOf = undefined;
  }

  /**
   * Takes one line that was cleaned of what a mail program or a logger put before or into it. `columnOf` gives the
   * column in the file of a character of the cleaned line.
   */
  takeCleaned(line: Uint8Array, columnOf: ((index: number) => number) | undefined): void {
    this.#place.columnOf = columnOf;
    if (columnOf) this.#remarks.note('lspci/line-prefix');
    this.#takeLine(line, 0, line.length);
    this.#place.columnOf = undefined;
    this.#place.line++;
  }

  /** Ends the last function. */
  finish(): void {
    this.#unknown.report();
    this.#close();
    this.#remarks.finish();
  }

  #takeLine(buffer: Uint8Array, start: number, end: number): void {
    let from = start;
    while (from < end && isBlank(buffer[from])) from++;
    if (from === end) {
      this.#rows.noteBlank();
      return;
    }
    if (
      this.#takeHex(buffer, start, from, end) ||
      (this.#isOpen && this.#rows.takeContinuation(buffer, start, from, end))
    ) {
      this.#unknown.report();
      return;
    }
    if ((this.#isOpen || this.#orphan) && (buffer[start] === tab || from > start + 1)) {
      if (this.#isOpen && buffer[from - 1] === tab) {
        const isDetail = from - 2 >= start && buffer[from - 2] === tab;
        this.#attributes = takeTextTag(buffer, from, end, isDetail, this.#attributes);
      }
      const line = buffer.subarray(start, end);
      if (line.includes(lessThan) || line.includes(exclamation)) takeComplaint(this.#place, line);
      if (line.includes(escapeCharacter)) takeEscape(this.#place, line);
      return;
    }
    const text = decoder.decode(buffer.subarray(start, end));
    if (!takeNoHexDump(this.#place, text) && !this.#takeTag(text)) this.#unknown.add();
  }

  /** Takes a row or a function's first line, both of which begin with hex digits and a colon. */
  #takeHex(buffer: Uint8Array, start: number, from: number, end: number): boolean {
    let p = from;
    while (p < end && (digit[buffer[p] as number] as number) >= 0) p++;
    const digits = p - from;
    if (buffer[p] !== colon || digits < 2 || digits > 8) return false;
    if (p + 1 >= end || isBlank(buffer[p + 1])) {
      // The text of -v may hold such words: behind blanks, only what has two bytes behind it is a row.
      if (from > start && !(hasByte(buffer, p + 2, end) && hasByte(buffer, p + 5, end))) return false;
      this.#takeRow(buffer, start, p, end);
    } else if (!this.#takeHeader(decoder.decode(buffer.subarray(from, end)), from - start)) return false;
    if (from > start) this.#remarks.note('lspci/indented');
    return true;
  }

  /** Takes a line of `lspci -vmm`. */
  #takeTag(text: string): boolean {
    const line = parseTag(text);
    if (!line) return false;
    const { tag, value } = line;
    if (isAddressTag(tag) && this.#takeHeader(value, tag.length + 2)) {
      this.#record = new Map();
      return true;
    }
    if (!this.#isOpen || !this.#record) return false;
    this.#record.set(tag, value);
    return true;
  }

  #takeHeader(text: string, indent: number): boolean {
    const header = parseHeader(text);
    if (!header) return false;
    const place = this.#place;
    const control = /[\u001b\b]/.exec(text);
    if (control) remarkOnEscape(place, indent + control.index + 1);
    this.#close();
    if (header.wrong) {
      this.#orphan = true;
      const { why, index } = header.wrong;
      place.report('error', 'lspci/bad-address', `${why}; its rows were skipped`, indent + index + 1);
      return true;
    }
    this.#orphan = false;
    this.#headerLine = place.line;
    // Functions of one kind follow each other: one string for all.
    if (header.description !== this.#text) this.#text = header.description;
    this.#attributes = undefined;
    this.#record = undefined;
    this.#rows.begin();
    place.key = addressKey(header.domain, header.routingId);
    this.#remarks.noteAddress(place.key, header.hasDomain);
    return true;
  }

  #takeRow(buffer: Uint8Array, start: number, colonAt: number, end: number): void {
    const place = this.#place;
    const offset = parseInt(String.fromCharCode(...buffer.subarray(start, colonAt)), 16);
    if (!this.#isOpen) {
      const why = this.#orphan ? 'whose function has no usable address' : 'with no function before it';
      place.report('error', 'lspci/row-without-function', `a row of bytes ${why}; it was skipped`, 1);
      return;
    }
    if (offset >= configSpaceSize) {
      const message = `offset ${hex(offset)} is past FFFh, the end of configuration space`;
      place.report('error', 'lspci/offset-too-large', message, 1);
      return;
    }
    if (this.#rows.isLost(offset)) {
      this.#close();
      this.#orphan = true;
      const message =
        'row 00 again after an empty line: the first line of a function is missing; its rows were skipped';
      place.report('error', 'lspci/row-without-function', message, 1);
      return;
    }
    this.#rows.take(buffer, start, colonAt, end, offset);
  }

  #close(): void {
    const place = this.#place;
    if (place.key === undefined) return;
    if (this.#record) {
      this.#text = lineOfRecord(this.#record);
      for (const [name, value] of attributesOfRecord(this.#record)) {
        this.#attributes ??= new Map();
        this.#attributes.set(name, value);
      }
    }
    const surroundings = {
      text: this.#text,
      ...(this.#attributes ? { attributes: this.#attributes } : {}),
    };
    this.functions.push(this.#rows.finish(place.key, this.#headerLine, surroundings));
    place.key = undefined;
  }
}
