import { addressKey, formatKey } from '../../../model/address.ts';
import { configSpaceSize } from '../../../model/config-space.ts';
import type { PciFunction, Surroundings } from '../../../model/function.ts';
import { colon, digit, escapeCharacter, exclamation, hasByte, isBlank, lessThan, tab } from './characters.ts';
import { remarkOnEscape, takeComplaint, takeEscape, takeNoHexDump } from './complaints.ts';
import { mayBeRegion } from './fast-text.ts';
import { parseHeader } from './header.ts';
import { hex } from './hex.ts';
import { lazyStated } from './lazy-stated.ts';
import type { Place } from './place.ts';
import { isAddressTag, lineOfRecord, parseTag } from './record.ts';
import type { Remarks } from './remarks.ts';
import { Rows } from './rows.ts';
import { TextStore } from './text-store.ts';
import { UnknownLines } from './unknown-lines.ts';

const decoder = new TextDecoder();

/** Takes the lines of a dump one after another, and makes Functions of what they say. */
export class DumpLines {
  readonly functions: PciFunction[] = [];
  readonly rows: Rows;
  readonly text = new TextStore();
  readonly unknown: UnknownLines;
  readonly #place: Place;
  readonly #remarks: Remarks;

  /** The first line has no usable address: its rows cannot be given to anyone. */
  #orphan = false;
  #headerLine = 0;
  #description = '';
  /** How many more characters stand before the description than an address with its domain has. */
  #indent = 0;
  /** What `lspci -vmm` says of a Function, a tag a line. */
  #record: Map<string, string> | undefined;

  constructor(place: Place, remarks: Remarks) {
    this.#place = place;
    this.#remarks = remarks;
    this.rows = new Rows(place, remarks);
    this.unknown = new UnknownLines(place);
  }

  /** Whether lines belong to a Function. */
  get isOpen(): boolean {
    return this.#place.key !== undefined;
  }

  /** Takes buffer[start, end), a line without its end. */
  take(buffer: Uint8Array, start: number, end: number): void {
    let from = start;
    while (from < end && isBlank(buffer[from])) from++;
    if (from === end) {
      this.rows.noteBlank();
      return;
    }
    if (
      this.#takeHex(buffer, start, from, end) ||
      (this.isOpen && this.rows.takeContinuation(buffer, start, from, end))
    ) {
      this.unknown.report();
      return;
    }
    if ((this.isOpen || this.#orphan) && (buffer[start] === tab || from > start + 1)) {
      const line = buffer.subarray(start, end);
      if (line.includes(lessThan) || line.includes(exclamation)) takeComplaint(this.#place, line);
      if (line.includes(escapeCharacter)) takeEscape(this.#place, line);
      this.#keep(buffer, start, end);
      return;
    }
    const text = decoder.decode(buffer.subarray(start, end));
    if (takeNoHexDump(this.#place, text)) return;
    if (this.#takeTag(text)) this.#keep(buffer, start, end);
    else this.unknown.add();
  }

  finish(): void {
    this.unknown.report();
    this.#close();
  }

  #keep(buffer: Uint8Array, start: number, end: number): void {
    if (!this.isOpen) return;
    let first = start;
    while (first < end && isBlank(buffer[first])) first++;
    this.text.add(buffer, start, end, this.#place.line, 1, mayBeRegion(buffer, first));
  }

  /** Takes a row or a Function's first line, both of which begin with hex digits and a colon. */
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
    if (!this.isOpen || !this.#record) return false;
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
    if (header.description !== this.#description) this.#description = header.description;
    this.#record = undefined;
    place.key = addressKey(header.domain, header.routingId);
    this.#indent = indent + header.at - formatKey(place.key).length - 1;
    this.rows.begin();
    this.text.begin(place.line);
    this.#remarks.noteAddress(place.key, header.hasDomain);
    return true;
  }

  #takeRow(buffer: Uint8Array, start: number, colonAt: number, end: number): void {
    const place = this.#place;
    const offset = parseInt(String.fromCharCode(...buffer.subarray(start, colonAt)), 16);
    if (!this.isOpen) {
      const why = this.#orphan ? 'whose function has no usable address' : 'with no function before it';
      place.report('error', 'lspci/row-without-function', `a row of bytes ${why}; it was skipped`, 1);
      return;
    }
    if (offset >= configSpaceSize) {
      const message = `offset ${hex(offset)} is past FFFh, the end of configuration space`;
      place.report('error', 'lspci/offset-too-large', message, 1);
      return;
    }
    if (this.rows.isLost(offset)) {
      this.#close();
      this.#orphan = true;
      const message =
        'row 00 again after an empty line: the first line of a function is missing; its rows were skipped';
      place.report('error', 'lspci/row-without-function', message, 1);
      return;
    }
    this.rows.take(buffer, start, colonAt, end, offset);
  }

  #close(): void {
    const { key } = this.#place;
    if (key === undefined) return;
    this.functions.push(this.rows.finish(key, this.#headerLine, this.#surroundings(key)));
    this.#place.key = undefined;
  }

  #surroundings(key: number): Surroundings {
    const { file } = this.#place;
    const line = this.#headerLine;
    const record = this.#record;
    if (record) this.#description = lineOfRecord(record);
    const description = this.#description;
    const indent = record ? 0 : this.#indent;
    if (this.text.isCut) {
      const message = 'there is too much text about this Function; the rest of it was skipped';
      this.#place.reportAt('warning', 'lspci/long-text', message, line);
    }
    const block = this.text.end();
    if (!block && description === '') return { text: description };
    const isRecord = record !== undefined;
    return {
      text: description,
      statesRegions: block?.hasRegions === true,
      stated: () => {
        const address = formatKey(key);
        const first = isRecord ? `Slot:\t${address}` : `${address} ${description}`;
        return lazyStated({ file, line, first, indent, block });
      },
    };
  }
}
