import { addressKey } from '../../../model/address.ts';
import { configSpaceSize } from '../../../model/config-space.ts';
import type { PciFunction } from '../../../model/function.ts';
import { hex } from '../../../model/hex.ts';
import {
  colon,
  digit,
  escapeCharacter,
  exclamation,
  hasByte,
  hash,
  isBlank,
  lessThan,
  tab,
} from './characters.ts';
import { remarkOnEscape, takeComplaint, takeEscape, takeNoHexDump } from './complaints.ts';
import { Current } from './current.ts';
import { detailLine, isDescription } from './detect.ts';
import { hintsOf } from './fast-text.ts';
import { type Header, parseHeader } from './header.ts';
import { OrphanRows } from './orphan-rows.ts';
import type { Place } from './place.ts';
import { isAddressTag, parseTag } from './record.ts';
import type { Remarks } from './remarks.ts';
import { Rows } from './rows.ts';
import { TextStore } from './text-store.ts';
import { UnknownLines } from './unknown-lines.ts';
import type { WordsKnown } from './words-known.ts';

const decoder = new TextDecoder();

/** A line that begins like a Function's first one, and what of it is needed to take it for one. */
interface Pending {
  readonly header: Header;
  readonly indent: number;
  readonly line: number;
  readonly column: number;
}

/** Takes the lines of a dump one after another, and makes Functions of what they say. */
export class DumpLines {
  readonly functions: PciFunction[] = [];
  readonly rows: Rows;
  readonly text = new TextStore();
  readonly unknown: UnknownLines;
  readonly #place: Place;
  readonly #remarks: Remarks;
  readonly #current: Current;
  readonly #orphans: OrphanRows;
  /** Only the line after it tells whether it is a first line. */
  #pending: Pending | undefined;
  /** The first line has no usable address: its rows cannot be given to anyone. */
  #orphan = false;
  /** The last line of text is at the margin: whoever copied it lost the tabs. */
  #flat = false;
  /** The last text that is what lspci prints after an address. */
  #lastDescription: string | undefined;
  /** Other text and an empty line come after what the Function's text was: rows below them are not surely its own. */
  #isLeft = false;

  constructor(place: Place, remarks: Remarks, words: WordsKnown) {
    this.#place = place;
    this.#remarks = remarks;
    this.rows = new Rows(place, remarks);
    this.unknown = new UnknownLines(place);
    this.#orphans = new OrphanRows(place);
    this.#current = new Current(place, words);
  }

  /** Whether regular rows and text that come next belong to a Function. */
  get isOpen(): boolean {
    return this.#place.key !== undefined && this.#pending === undefined && !this.#isLeft;
  }

  /** Takes buffer[start, end), a line without its end. */
  take(buffer: Uint8Array, start: number, end: number): void {
    let from = start;
    while (from < end && isBlank(buffer[from])) from++;
    if (from === end) {
      this.rows.noteBlank();
      this.#mayLeave();
      return;
    }
    if (buffer[start] === hash) {
      this.#place.comment(decoder.decode(buffer.subarray(start + 1, end)).trim());
      return;
    }
    if (this.#pending) this.#settle(this.#pending, buffer, from, end);
    if (this.#takeHex(buffer, start, from, end)) return;
    if (this.isOpen && this.rows.takeContinuation(buffer, start, from, end)) this.unknown.report();
    else if ((this.isOpen || this.#orphan || this.#isLeft) && (buffer[start] === tab || from > start + 1)) {
      const line = buffer.subarray(start, end);
      if (line.includes(lessThan) || line.includes(exclamation)) takeComplaint(this.#place, line);
      if (line.includes(escapeCharacter)) takeEscape(this.#place, line);
      // After all, its text goes on.
      this.#isLeft = false;
      this.#keep(buffer, start, from, end);
      this.#flat = false;
    } else this.#takeWords(buffer, start, from, end);
  }

  finish(): void {
    if (this.#pending) this.unknown.add(this.#pending.line);
    this.unknown.report();
    this.#orphans.report();
    this.#close();
  }

  /** Takes a line at the margin that is neither a row nor a Function's first line. */
  #takeWords(buffer: Uint8Array, start: number, from: number, end: number): void {
    const text = decoder.decode(buffer.subarray(start, end));
    if (takeNoHexDump(this.#place, text)) {
      this.#current.isRefused = true;
      return;
    }
    const line = parseTag(text);
    if (line && isAddressTag(line.tag) && this.#takeHeader(line.value, line.tag.length + 2, true)) {
      this.#current.beginRecord();
    } else if (line && this.isOpen && this.#current.takeTag(line.tag, line.value)) {
      this.#keep(buffer, start, from, end);
    } else if (this.isOpen && this.text.isNext(this.#place.line) && (this.#flat || detailLine.test(text))) {
      this.#flat = true;
      this.#keep(buffer, start, from, end);
    } else {
      this.unknown.add(this.#place.line, text);
      this.#mayLeave();
    }
  }

  #mayLeave(): void {
    if (this.unknown.isAny && this.rows.isAfterBlank) this.#isLeft = this.#place.key !== undefined;
  }

  #keep(buffer: Uint8Array, start: number, from: number, end: number): void {
    if (this.isOpen) this.text.add(buffer, start, end, this.#place.line, 1, hintsOf(buffer, from));
  }

  /** Takes a row or a Function's first line, both of which begin with hex digits and a colon. */
  #takeHex(buffer: Uint8Array, start: number, from: number, end: number): boolean {
    const p = endOfOffset(buffer, from, end);
    if (p === undefined) return false;
    if (p + 1 >= end || isBlank(buffer[p + 1])) {
      // The text of -v may hold such words: after blanks, only what has two bytes after it is a row.
      if (from > start && !(hasByte(buffer, p + 2, end) && hasByte(buffer, p + 5, end))) return false;
      this.#takeRow(buffer, start, p, end);
      this.unknown.report();
    } else if (!this.#takeHeader(decoder.decode(buffer.subarray(from, end)), from - start, false)) {
      return false;
    }
    if (from > start) this.#remarks.note('lspci/indented');
    return true;
  }

  /** Takes a line that begins with an address; `isSure` when there is no doubt that it is a Function's first one. */
  #takeHeader(text: string, indent: number, isSure: boolean): boolean {
    const header = parseHeader(text);
    if (!header) return false;
    const control = /[\u001b\b]/.exec(text);
    if (control) remarkOnEscape(this.#place, indent + control.index + 1);
    const { line } = this.#place;
    const column = this.#place.column(indent + (header.wrong?.index ?? 0));
    const pending = { header, indent, line, column };
    if (isSure || this.#isDescription(header.description)) this.#begin(pending);
    else this.#pending = pending;
    return true;
  }

  /** Functions of one kind follow each other: one look is enough for all. */
  #isDescription(text: string): boolean {
    if (text === this.#lastDescription) return true;
    if (!isDescription(text)) return false;
    this.#lastDescription = text;
    return true;
  }

  /** Looks at the line after one that is not surely a first line: rows begin there, or text of `-v`. */
  #settle(pending: Pending, buffer: Uint8Array, from: number, end: number): void {
    this.#pending = undefined;
    const p = endOfOffset(buffer, from, end);
    const isRow = p !== undefined && (p + 1 >= end || isBlank(buffer[p + 1]));
    // Between two rows of a Function some log may have written its line.
    const begins = isRow && !(this.isOpen && this.rows.goOnAfter(pending.line, offsetOf(buffer, from, p)));
    if (begins || detailLine.test(decoder.decode(buffer.subarray(from, end)))) this.#begin(pending);
    else this.unknown.add(pending.line);
  }

  #begin({ header, indent, line, column }: Pending): void {
    const place = this.#place;
    this.#close();
    this.unknown.report();
    this.#orphans.report();
    this.#isLeft = false;
    this.#orphan = header.wrong !== undefined;
    this.#flat = false;
    if (header.wrong) {
      const message = `${header.wrong.why}; its rows were skipped`;
      place.reportAt('error', 'lspci/bad-address', message, line, column);
      return;
    }
    this.#current.begin(header, indent, line);
    this.rows.begin(line);
    this.text.begin(line);
    this.#remarks.noteAddress(addressKey(header.domain, header.routingId), header.hasDomain, line);
  }

  #takeRow(buffer: Uint8Array, start: number, colonAt: number, end: number): void {
    const place = this.#place;
    const offset = offsetOf(buffer, start, colonAt);
    if (this.#isLeft) {
      this.#isLeft = false;
      this.#close();
      this.#orphan = false;
    }
    if (!this.isOpen)
      this.#orphans.add(this.#orphan ? 'of a function without a usable address' : 'of no function before it');
    else if (offset >= configSpaceSize) {
      const message = `offset ${hex(offset)} is past FFFh, the end of configuration space`;
      place.report('error', 'lspci/offset-too-large', message, 1);
    } else if (this.rows.isLost(offset)) {
      this.#close();
      this.#orphan = true;
      const message =
        'row 00 again after an empty line: the first line of a function is missing; its rows were skipped';
      place.report('error', 'lspci/row-without-function', message, 1);
    } else this.rows.take(buffer, start, colonAt, end, offset);
  }

  #close(): void {
    const { key } = this.#place;
    if (key === undefined) return;
    const { line } = this.#current;
    if (this.text.isCut) {
      const message = 'there is too much text about this Function; the rest of it was skipped';
      this.#place.reportAt('warning', 'lspci/long-text', message, line);
    }
    const surroundings = this.#current.surroundings(key, this.text.end());
    this.functions.push(this.rows.finish(key, line, surroundings));
    this.#place.key = undefined;
  }
}

/** Where the colon after two to eight hex digits is. */
function endOfOffset(buffer: Uint8Array, from: number, end: number): number | undefined {
  let p = from;
  while (p < end && (digit[buffer[p] as number] as number) >= 0) p++;
  const digits = p - from;
  return buffer[p] === colon && digits >= 2 && digits <= 8 ? p : undefined;
}

const offsetOf = (buffer: Uint8Array, start: number, end: number): number =>
  parseInt(String.fromCharCode(...buffer.subarray(start, end)), 16);
