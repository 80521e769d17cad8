import { type AddressKey, addressKey, formatKey, routingIdOf } from '../../model/address.ts';
import { configSpaceSize, type Range } from '../../model/config-space.ts';
import type { Severity } from '../../model/diagnostic.ts';
import { type IrregularRow, PciFunction } from '../../model/function.ts';
import { Arena } from '../arena.ts';
import { Diagnostics } from '../diagnostics.ts';
import type { Head, TextFormat } from '../format.ts';
import { hexDump } from '../lspci-dump.ts';

const newline = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
const tab = 0x09;
const colon = 0x3a;

/** Value of a hex digit, or -1. */
const digit = new Int8Array(256).fill(-1);
for (let n = 0; n < 16; n++) {
  digit[n.toString(16).charCodeAt(0)] = n;
  digit[n.toString(16).toUpperCase().charCodeAt(0)] = n;
}

/** Value of two hex digits read as one little-endian number, or -1. */
const pair = new Int16Array(0x10000).fill(-1);
const digits = [...'0123456789abcdefABCDEF'].map((character) => character.charCodeAt(0));
for (const high of digits) {
  for (const low of digits) {
    pair[high | (low << 8)] = ((digit[high] as number) << 4) | (digit[low] as number);
  }
}

const bytesPerRow = 16;
const rowsPerFunction = configSpaceSize / bytesPerRow;
/** Characters of 16 bytes: two digits each, one space between. */
const rowText = 47;

function wordOf(text: string): number {
  return (
    text.charCodeAt(0) | (text.charCodeAt(1) << 8) | (text.charCodeAt(2) << 16) | (text.charCodeAt(3) << 24)
  );
}

/** The first four characters of each row of a regular dump: `00: ` … `f0: `, then `100:` … `ff0:`. */
const prefixes = Int32Array.from({ length: rowsPerFunction }, (_, row) =>
  wordOf(row < 16 ? `${row.toString(16)}0: ` : `${row.toString(16)}0:`),
);
/** Eight characters as one number: such text is never NaN nor a zero with a sign, so that equal means the same. */
function eightOf(text: string): number {
  const view = new DataView(new ArrayBuffer(8));
  for (let n = 0; n < 8; n++) view.setUint8(n, text.charCodeAt(n));
  return view.getFloat64(0, true);
}
/** Sixteen zero bytes as text, from its three phases. */
const zero0 = eightOf('00 00 00');
const zero1 = eightOf('0 00 00 ');
const zero2 = eightOf(' 00 00 0');

/** The rows 100h to FF0h of a dump, all zero: long runs of them are compared at once. Made when first needed. */
function zeroRows(lineEnd: string): Uint8Array {
  const row = Array.from(`000:${' 00'.repeat(bytesPerRow)}${lineEnd}`, (character) =>
    character.charCodeAt(0),
  );
  const rows = new Uint8Array((rowsPerFunction - firstLongRow) * row.length);
  for (let n = firstLongRow; n < rowsPerFunction; n++) {
    const at = (n - firstLongRow) * row.length;
    rows.set(row, at);
    rows[at] = (n >> 4).toString(16).charCodeAt(0);
    rows[at + 1] = (n & 15).toString(16).charCodeAt(0);
  }
  return rows;
}
/** The first row of which the offset has three digits. */
const firstLongRow = 16;
let zerosLf: Uint8Array | undefined;
let zerosCrlf: Uint8Array | undefined;
function rowsOfZeros(isCrlf: boolean): Uint8Array {
  if (isCrlf) zerosCrlf ??= zeroRows('\r\n');
  else zerosLf ??= zeroRows('\n');
  return (isCrlf ? zerosCrlf : zerosLf) as Uint8Array;
}
/** Runs of a Function that are compared at once: where zeros and data alternate, it pays no longer. */
const mostZeroRuns = 6;
/** What Node's Buffer has beyond a Uint8Array: a comparison that is many times as fast as a loop. */
interface Comparing extends Uint8Array {
  compare?(target: Uint8Array, targetStart: number, targetEnd: number, start: number, end: number): number;
}

/** No line of a dump is longer; what is longer is skipped with a diagnostic. */
const longestLine = 64 << 10;
/** lspci reads lines of at most 254 characters, line end included (pciutils, `lspci -F`, measured). */
const longestForLspci = 254;
/** lspci's own words for what it could not make sense of. */
const complaints = /<chain (?:looped|broken)>|<unreadable>|<broken-64-bit-slot>|!!! Unknown|!!! Invalid/;
const escapeCharacter = 0x1b;
const backspace = 0x08;
const lessThan = 0x3c;
const exclamation = 0x21;

const textTags: readonly (readonly [prefix: string, attribute: string])[] = [
  ['Kernel driver in use: ', 'driver'],
  ['IOMMU group: ', 'iommu_group'],
  ['NUMA node: ', 'numa_node'],
  ['Physical Slot: ', 'physical_slot'],
  ['Region 0: ', 'region0'],
  ['Region 1: ', 'region1'],
  ['Region 2: ', 'region2'],
  ['Region 3: ', 'region3'],
  ['Region 4: ', 'region4'],
  ['Region 5: ', 'region5'],
  ['Capabilities: [', 'text_capabilities'],
];
/** Details of capabilities, a tab further in; only facts that a linter can hold against the bytes. */
const detailTags: typeof textTags = [
  ['LnkSta:', 'text_link_status'],
  ['IOVCtl:', 'text_sriov_control'],
  ['Initial VFs: ', 'text_sriov_counts'],
  ['VF offset: ', 'text_sriov_places'],
];
/** Tags of `lspci -vmm` beside those that make up the line. */
const recordTags: Readonly<Record<string, string>> = {
  Driver: 'driver',
  IOMMUGroup: 'iommu_group',
  NUMANode: 'numa_node',
  PhySlot: 'physical_slot',
};
const recordLine = /^([A-Z][A-Za-z]+):\t(.*)$/;
/** `-D` puts a domain first; `-P` and `-PP` the bridges on the way, of which only `-PP` tells the bus at the end. */
const headerText =
  /^(?:([0-9a-f]{4,8}):)?((?:(?:[0-9a-f]{2}:)?[0-9a-f]{2}\.[0-7]\/)*)(?:([0-9a-f]{2}):)?([0-9a-f]{2})\.([0-9a-f])(?:\s+(.*))?$/i;
const noHexDump = 'WARNING: Cannot show hex-dump';
const initialsOf = (tags: typeof textTags) => new Set(tags.map(([prefix]) => prefix.charCodeAt(0)));
const tagInitials = initialsOf(textTags);
const detailInitials = initialsOf(detailTags);
const decoder = new TextDecoder();

/**
 * Reads the text that `lspci -x`, `-xxx` and `-xxxx` print, with any of `-D -n -nn -k -v…`. One loop over bytes
 * takes regular rows; every other line goes to one slow path, the only place that gives diagnostics.
 */
export class LspciParser {
  readonly functions: PciFunction[] = [];
  readonly diagnostics: Diagnostics;
  readonly #file: string;
  readonly #arena = new Arena();
  readonly #seen = new Map<AddressKey, number>();
  #line = 1;
  #skippingLongLine = false;

  #open = false;
  /** A function whose header line is missing: its rows cannot be given to anyone. */
  #orphan = false;
  #domain = 0;
  #routingId = 0;
  #headerLine = 0;
  #text = '';
  #attributes: Map<string, string> | undefined;
  /** What `lspci -vmm` says of a function, a tag a line. */
  #record: Map<string, string> | undefined;
  #nextRow = 0;
  #stored = 0;
  #firstRow = 0;
  #ranges: { start: number; end: number }[] | undefined;
  #irregular: IrregularRow[] | undefined;
  #afterBlank = false;
  #rows: { line: number; offset: number; count: number }[] | undefined;
  #lastOffset = -1;
  /** Rows that something is missing before, unless it comes later. */
  #gaps: { line: number; column: number; from: number; to: number }[] | undefined;
  #conflict = false;
  /** Where bytes go on that a mail program put on the next line, and that line; -1 when the last row is whole. */
  #continuesAt = -1;
  #continuesOnLine = 0;
  #continued = false;
  /** Lines in a row that say nothing to this parser. */
  #unknownLine = 0;
  #unknownLines = 0;
  /** Of a line that something was taken away from: the column in the file of each of its characters. */
  #columnOf: ((index: number) => number) | undefined;

  // What the remarks at the end are about: the first line of each kind.
  #crlfLine = 0;
  #indentedLine = 0;
  #asciiLine = 0;
  #wrappedLine = 0;
  #foreignLine = 0;
  #withDomain = 0;
  #withoutDomain = 0;
  #unsortedLine = 0;
  #lastKey = -1;

  constructor(file: string) {
    this.#file = file;
    this.diagnostics = new Diagnostics(file);
  }

  /**
   * Takes the whole lines of buffer[start, end) and returns where the incomplete last line begins; with `last`,
   * takes that as well.
   */
  push(buffer: Comparing, start: number, end: number, last: boolean): number {
    const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
    const arena = this.#arena;
    let i = start;
    if (this.#skippingLongLine) {
      const stop = buffer.indexOf(newline, i);
      if (stop < 0 || stop >= end) return end;
      this.#skippingLongLine = false;
      this.#line++;
      i = stop + 1;
    }
    while (i < end) {
      const inStep = this.#nextRow === 0 || this.#line === this.#firstRow + this.#nextRow;
      if (this.#open && inStep && this.#ranges === undefined && i + 56 <= end) {
        let row = this.#nextRow;
        let line = this.#line;
        const { segment, base } = arena;
        let runs = buffer.compare === undefined ? mostZeroRuns : 0;
        let inRun = false;
        // The regular rows of one function: expected prefix, 16 bytes, line end.
        while (row < rowsPerFunction && i + 56 <= end && view.getInt32(i, true) === prefixes[row]) {
          let p = i + 4;
          if (row >= 16) {
            if (buffer[p] !== space) break;
            p++;
          }
          const stop = p + rowText;
          let next: number;
          if (buffer[stop] === newline) next = stop + 1;
          else if (buffer[stop] === carriageReturn && buffer[stop + 1] === newline) {
            next = stop + 2;
            if (this.#crlfLine === 0) this.#crlfLine = line;
          } else break;
          if (
            view.getFloat64(p, true) !== zero0 ||
            view.getFloat64(p + 8, true) !== zero2 ||
            view.getFloat64(p + 16, true) !== zero1 ||
            view.getFloat64(p + 24, true) !== zero0 ||
            view.getFloat64(p + 32, true) !== zero2 ||
            view.getFloat64(p + 39, true) !== zero0
          ) {
            inRun = false;
            const at = base + row * bytesPerRow;
            // Written out, since a loop takes twice as long.
            const b0 = pair[view.getUint16(p, true)] as number;
            const b1 = pair[view.getUint16(p + 3, true)] as number;
            const b2 = pair[view.getUint16(p + 6, true)] as number;
            const b3 = pair[view.getUint16(p + 9, true)] as number;
            const b4 = pair[view.getUint16(p + 12, true)] as number;
            const b5 = pair[view.getUint16(p + 15, true)] as number;
            const b6 = pair[view.getUint16(p + 18, true)] as number;
            const b7 = pair[view.getUint16(p + 21, true)] as number;
            const b8 = pair[view.getUint16(p + 24, true)] as number;
            const b9 = pair[view.getUint16(p + 27, true)] as number;
            const b10 = pair[view.getUint16(p + 30, true)] as number;
            const b11 = pair[view.getUint16(p + 33, true)] as number;
            const b12 = pair[view.getUint16(p + 36, true)] as number;
            const b13 = pair[view.getUint16(p + 39, true)] as number;
            const b14 = pair[view.getUint16(p + 42, true)] as number;
            const b15 = pair[view.getUint16(p + 45, true)] as number;
            const digitsWrong =
              b0 | b1 | b2 | b3 | b4 | b5 | b6 | b7 | b8 | b9 | b10 | b11 | b12 | b13 | b14 | b15;
            const blanksWrong =
              ((buffer[p + 2] as number) ^ space) |
              ((buffer[p + 5] as number) ^ space) |
              ((buffer[p + 8] as number) ^ space) |
              ((buffer[p + 11] as number) ^ space) |
              ((buffer[p + 14] as number) ^ space) |
              ((buffer[p + 17] as number) ^ space) |
              ((buffer[p + 20] as number) ^ space) |
              ((buffer[p + 23] as number) ^ space) |
              ((buffer[p + 26] as number) ^ space) |
              ((buffer[p + 29] as number) ^ space) |
              ((buffer[p + 32] as number) ^ space) |
              ((buffer[p + 35] as number) ^ space) |
              ((buffer[p + 38] as number) ^ space) |
              ((buffer[p + 41] as number) ^ space) |
              ((buffer[p + 44] as number) ^ space);
            if (digitsWrong < 0 || blanksWrong !== 0) break;
            segment[at] = b0;
            segment[at + 1] = b1;
            segment[at + 2] = b2;
            segment[at + 3] = b3;
            segment[at + 4] = b4;
            segment[at + 5] = b5;
            segment[at + 6] = b6;
            segment[at + 7] = b7;
            segment[at + 8] = b8;
            segment[at + 9] = b9;
            segment[at + 10] = b10;
            segment[at + 11] = b11;
            segment[at + 12] = b12;
            segment[at + 13] = b13;
            segment[at + 14] = b14;
            segment[at + 15] = b15;
            this.#stored = (row + 1) * bytesPerRow;
          } else if (row >= firstLongRow && !inRun && runs < mostZeroRuns) {
            inRun = true;
            runs++;
            const width = next - i;
            const zeros = rowsOfZeros(buffer[stop] === carriageReturn);
            const count = Math.min(rowsPerFunction - row, Math.floor((end - i) / width));
            const from = (row - firstLongRow) * width;
            if (buffer.compare?.(zeros, from, from + count * width, i, i + count * width) === 0) {
              row += count;
              line += count;
              i += count * width;
              continue;
            }
          }
          if (row === 0) this.#firstRow = line;
          row++;
          line++;
          i = next;
        }
        if (this.#unknownLines > 0 && row > this.#nextRow) this.#reportUnknown();
        this.#nextRow = row;
        this.#line = line;
        if (i >= end) return i;
      }
      let stop = i;
      while (stop < end && buffer[stop] !== newline) stop++;
      if (stop === end && !last) {
        if (end - i <= longestLine) return i;
        this.#report(
          'warning',
          'lspci/long-line',
          `a line of more than ${longestLine} characters was skipped`,
          1,
        );
        this.#skippingLongLine = true;
        return end;
      }
      const lineEnd = stop > i && buffer[stop - 1] === carriageReturn ? stop - 1 : stop;
      if (lineEnd < stop && this.#crlfLine === 0) this.#crlfLine = this.#line;
      if (stop === end)
        this.#remark('lspci/no-last-newline', 'the last line has no line end: lspci -F refuses the file', 1);
      if (lineEnd - i >= longestForLspci) {
        this.#remark(
          'lspci/line-too-long',
          `a line of ${lineEnd - i} characters: lspci -F refuses more than 253`,
          1,
        );
      }
      if (i === 0 && this.#line === 1 && buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) {
        this.#remark(
          'lspci/byte-order-mark',
          'the file begins with a byte order mark: lspci -F does not know its first line',
          1,
        );
        i += 3;
      }
      this.#takeShown(buffer, i, lineEnd);
      this.#line++;
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
    if (from > start) this.#columnOf = (index) => from - start + index + 1;
    this.#takeLine(buffer, from, end);
    this.#columnOf = undefined;
  }

  /**
   * Takes one line that was cleaned of what a mail program or a logger put before or into it. `columnOf` gives the
   * column in the file of a character of the cleaned line.
   */
  takeCleaned(line: Uint8Array, columnOf: ((index: number) => number) | undefined): void {
    this.#columnOf = columnOf;
    if (columnOf && this.#foreignLine === 0) this.#foreignLine = this.#line;
    this.#takeLine(line, 0, line.length);
    this.#columnOf = undefined;
    this.#line++;
  }

  /** Ends the last function. */
  finish(): void {
    this.#reportUnknown();
    this.#close();
    const remark = (code: string, message: string, line: number): void => {
      this.diagnostics.remark({ code, severity: 'info', message, at: { file: this.#file, line, column: 1 } });
    };
    if (this.#crlfLine > 0) remark('lspci/crlf', 'lines end in CR LF', this.#crlfLine);
    if (this.#indentedLine > 0)
      remark('lspci/indented', 'lines are indented: lspci -F does not take them', this.#indentedLine);
    if (this.#asciiLine > 0)
      remark(
        'lspci/ascii-column',
        'text stands behind the bytes: lspci -F refuses the file',
        this.#asciiLine,
      );
    if (this.#wrappedLine > 0)
      remark(
        'lspci/wrapped-row',
        'a row goes on in the next line: lspci -F does not take it',
        this.#wrappedLine,
      );
    if (this.#foreignLine > 0)
      remark(
        'lspci/line-prefix',
        'something stands before or in the lines: lspci -F does not take them',
        this.#foreignLine,
      );
    if (this.#withDomain > 0 && this.#withoutDomain > 0) {
      const line = Math.max(this.#withDomain, this.#withoutDomain);
      remark(
        'lspci/mixed-domains',
        'some functions have a domain and others do not: two dumps may have been joined',
        line,
      );
    }
    if (this.#unsortedLine > 0)
      remark('lspci/not-sorted', 'this function stands after one with a higher address', this.#unsortedLine);
  }

  #remark(code: string, message: string, column: number): void {
    const at = { file: this.#file, line: this.#line, column: this.#columnOf?.(column - 1) ?? column };
    this.diagnostics.remark({ code, severity: 'info', message, at });
  }

  #takeLine(buffer: Uint8Array, start: number, end: number): void {
    let from = start;
    while (from < end && (buffer[from] === space || buffer[from] === tab)) from++;
    if (from === end) {
      this.#afterBlank = true;
      return;
    }
    if (this.#takeHex(buffer, start, from, end) || this.#takeContinuation(buffer, start, from, end)) {
      this.#reportUnknown();
      return;
    }
    const first = buffer[start] as number;
    if ((this.#open || this.#orphan) && (first === tab || from > start + 1)) {
      // Behind more tabs stand details of capabilities, among them the regions of VFs.
      if (this.#open && buffer[from - 1] === tab) {
        const initial = buffer[from] as number;
        const isDetail = from - 2 >= start && buffer[from - 2] === tab;
        if (isDetail ? detailInitials.has(initial) : tagInitials.has(initial))
          this.#takeText(buffer, from, end, isDetail ? detailTags : textTags);
      }
      const line = buffer.subarray(start, end);
      if (line.includes(lessThan) || line.includes(exclamation)) this.#takeComplaint(line);
      if (line.includes(escapeCharacter)) this.#takeEscape(line);
      return;
    }
    const text = decoder.decode(buffer.subarray(start, end));
    if (text.startsWith(noHexDump)) this.#remark('lspci/complaint', `lspci itself said '${text}' here`, 1);
    else if (!this.#takeTag(text)) {
      if (this.#unknownLines === 0) this.#unknownLine = this.#line;
      this.#unknownLines++;
    }
  }

  /** One diagnostic for all lines between two that were understood. */
  #reportUnknown(): void {
    const more = this.#unknownLines - 1;
    if (more < 0) return;
    this.#unknownLines = 0;
    const which = more === 0 ? 'this line is' : `this line and ${more} more after it are`;
    this.diagnostics.push({
      code: 'lspci/unknown-line',
      severity: 'warning',
      message: `${which} neither a function's first line nor a row of bytes; ${more === 0 ? 'it was' : 'they were'} skipped`,
      at: { file: this.#file, line: this.#unknownLine, column: 1 },
      ...(this.#open ? { function: formatKey(addressKey(this.#domain, this.#routingId)) } : {}),
    });
  }

  /** Takes bytes that belong to the row before: a line of nothing else right behind a row that lacks some. */
  #takeContinuation(buffer: Uint8Array, start: number, from: number, end: number): boolean {
    if (this.#continuesAt < 0 || this.#line !== this.#continuesOnLine || !this.#open) return false;
    let count = 0;
    for (let p = from; p < end; count++) {
      const after = p + 2 < end ? buffer[p + 2] : space;
      if (!hasByte(buffer, p, end) || (after !== space && after !== tab)) return false;
      p += 3;
      while (p < end && (buffer[p] === space || buffer[p] === tab)) p++;
    }
    if (count > bytesPerRow - (this.#continuesAt % bytesPerRow)) return false;
    if (this.#wrappedLine === 0) this.#wrappedLine = this.#line;
    this.#continued = true;
    this.#takeBytes(buffer, start, from, end, this.#continuesAt);
    this.#continued = false;
    return true;
  }

  /** Takes a row or a function's first line, both of which begin with hex digits and a colon. */
  #takeHex(buffer: Uint8Array, start: number, from: number, end: number): boolean {
    let p = from;
    while (p < end && (digit[buffer[p] as number] as number) >= 0) p++;
    const digits = p - from;
    if (buffer[p] !== colon || digits < 2 || digits > 8) return false;
    const after = buffer[p + 1];
    if (p + 1 >= end || after === space || after === tab) {
      // The text of -v may hold such words: behind blanks, only what has two bytes behind it is a row.
      if (from > start && !(hasByte(buffer, p + 2, end) && hasByte(buffer, p + 5, end))) return false;
      this.#takeRow(buffer, start, p, end);
    } else if (!this.#takeHeader(decoder.decode(buffer.subarray(from, end)), from - start)) return false;
    if (from > start && this.#indentedLine === 0) this.#indentedLine = this.#line;
    return true;
  }

  /** Takes a line of `lspci -vmm`; `-vm` says Device where that says Slot. */
  #takeTag(text: string): boolean {
    const match = recordLine.exec(text);
    if (!match) return false;
    const [, tag = '', value = ''] = match;
    if (tag === 'Slot' || tag === 'Device') {
      if (this.#takeHeader(value, tag.length + 2)) {
        this.#record = new Map();
        return true;
      }
    }
    if (!this.#open || !this.#record) return false;
    this.#record.set(tag, value);
    return true;
  }

  #takeComplaint(line: Uint8Array): void {
    const text = decoder.decode(line);
    const denied = text.indexOf('<access denied');
    if (denied >= 0)
      this.#remark(
        'lspci/access-denied',
        'lspci could not read the capabilities: it did not run as root',
        denied + 1,
      );
    const complaint = complaints.exec(text);
    if (complaint)
      this.#remark('lspci/complaint', `lspci itself said '${complaint[0]}' here`, complaint.index + 1);
  }

  #takeEscape(line: Uint8Array): void {
    const at = line.findIndex((byte) => byte === escapeCharacter || byte === backspace);
    if (at >= 0)
      this.#remark('lspci/terminal-escapes', 'a control sequence of a terminal stands here', at + 1);
  }

  #takeText(buffer: Uint8Array, start: number, end: number, tags: typeof textTags): void {
    const text = decoder.decode(buffer.subarray(start, end));
    for (const [prefix, attribute] of tags) {
      if (!text.startsWith(prefix)) continue;
      this.#attributes ??= new Map();
      const value = text.slice(prefix.length).trim();
      if (attribute === 'text_capabilities') this.#takeListed(value);
      else this.#attributes.set(attribute, value);
      return;
    }
  }

  /** A line for each capability: keeps their offsets, in the order of the text. */
  #takeListed(text: string): void {
    const offset = /^[0-9a-f]{2,3}\b/.exec(text)?.[0];
    if (offset === undefined) return;
    const before = this.#attributes?.get('text_capabilities');
    this.#attributes?.set('text_capabilities', before === undefined ? offset : `${before} ${offset}`);
  }

  #takeHeader(text: string, indent: number): boolean {
    const match = headerText.exec(text);
    if (!match) return false;
    const [, domain = '0', path = '', bus, device = '', fn = '', description = ''] = match;
    if (bus === undefined && path === '') return false;
    const control = /[\u001b\b]/.exec(text);
    if (control)
      this.#remark(
        'lspci/terminal-escapes',
        'a control sequence of a terminal stands here',
        indent + control.index + 1,
      );
    const number = parseInt(device, 16);
    this.#close();
    const wrong =
      number > 0x1f
        ? `device ${device} is over 1f: no such address`
        : parseInt(fn, 16) > 7
          ? `function ${fn} is over 7: no such address`
          : bus === undefined
            ? 'lspci -P does not say the bus; take the dump with -D, or with -PP'
            : undefined;
    if (wrong !== undefined || bus === undefined) {
      this.#orphan = true;
      const before =
        (match[1] === undefined ? 0 : domain.length + 1) + path.length + (bus === undefined ? 0 : 3);
      this.#report('error', 'lspci/bad-address', `${wrong}; its rows were skipped`, indent + before + 1);
      return true;
    }
    this.#open = true;
    this.#orphan = false;
    this.#domain = parseInt(domain, 16);
    this.#routingId = routingIdOf(parseInt(bus, 16), number, parseInt(fn, 16));
    this.#headerLine = this.#line;
    // Functions of one kind follow each other: one string for all.
    const trimmed = description.trim();
    if (trimmed !== this.#text) this.#text = trimmed;
    this.#attributes = undefined;
    this.#record = undefined;
    this.#nextRow = 0;
    this.#stored = 0;
    this.#firstRow = this.#line + 1;
    this.#ranges = undefined;
    this.#irregular = undefined;
    this.#afterBlank = false;
    this.#rows = undefined;
    this.#lastOffset = -1;
    this.#gaps = undefined;
    if (match[1] === undefined) this.#withoutDomain ||= this.#line;
    else this.#withDomain ||= this.#line;
    const key = addressKey(this.#domain, this.#routingId);
    if (key < this.#lastKey && this.#unsortedLine === 0) this.#unsortedLine = this.#line;
    this.#lastKey = key;
    this.#arena.begin();
    return true;
  }

  #takeRow(buffer: Uint8Array, start: number, colonAt: number, end: number): void {
    const offset = parseInt(String.fromCharCode(...buffer.subarray(start, colonAt)), 16);
    if (!this.#open) {
      const why = this.#orphan ? 'whose function has no usable address' : 'with no function before it';
      this.#report('error', 'lspci/row-without-function', `a row of bytes ${why}; it was skipped`, 1);
      return;
    }
    if (offset >= configSpaceSize) {
      this.#report(
        'error',
        'lspci/offset-too-large',
        `offset ${hex(offset)} is past FFFh, the end of configuration space`,
        1,
      );
      return;
    }
    if (offset === 0 && this.#afterBlank && this.#knownEnd() > 0) {
      this.#close();
      this.#orphan = true;
      this.#report(
        'error',
        'lspci/row-without-function',
        'row 00 again after an empty line: the first line of a function is missing; its rows were skipped',
        1,
      );
      return;
    }
    if (this.#afterBlank) {
      this.#afterBlank = false;
      this.#remark(
        'lspci/empty-line-inside',
        'an empty line stands before this row: lspci -F drops it and the rows of the function after it',
        1,
      );
    }
    this.#takeBytes(buffer, start, colonAt + 1, end, offset);
  }

  /** Takes the bytes that stand from `p` to `end` of a line that begins at `start`. */
  #takeBytes(buffer: Uint8Array, start: number, p: number, end: number, offset: number): void {
    const { segment, base } = this.#arena;
    this.#continuesAt = -1;
    let count = 0;
    let column = 0;
    this.#conflict = false;
    while (p < end) {
      const c = buffer[p] as number;
      if (c === space || c === tab) {
        p++;
        continue;
      }
      const high = digit[c] as number;
      const low = p + 1 < end ? (digit[buffer[p + 1] as number] as number) : -1;
      const after = p + 2 < end ? (buffer[p + 2] as number) : space;
      const isByte = high >= 0 && low >= 0 && (after === space || after === tab);
      if (count >= bytesPerRow && (!isByte || (buffer[p - 1] === space && buffer[p - 2] === space))) {
        // The column of characters that other programs print behind the bytes.
        if (this.#asciiLine === 0) this.#asciiLine = this.#line;
        break;
      }
      if (!isByte) {
        let stop = p;
        while (stop < end && buffer[stop] !== space) stop++;
        const word = decoder.decode(buffer.subarray(p, Math.min(stop, p + 20)));
        const rest =
          count === 0
            ? 'the row was skipped'
            : `of the row ${plural(count, 'byte')} before it ${count === 1 ? 'is' : 'are'} kept`;
        this.#report(
          'error',
          'lspci/bad-byte',
          `'${word}' is not a byte (two hex digits); ${rest}`,
          p - start + 1,
        );
        break;
      }
      if (offset + count >= configSpaceSize) {
        this.#report(
          'error',
          'lspci/offset-too-large',
          'bytes past FFFh, the end of configuration space, were skipped',
          p - start + 1,
        );
        break;
      }
      if (count === 0) column = p - start + 1;
      const value = (high << 4) | low;
      const at = offset + count;
      if (this.#isKnown(at) && segment[base + at] !== value) this.#conflict = true;
      segment[base + at] = value;
      count++;
      p += 2;
    }
    if (count > 0) {
      this.#addRange(offset, count, column);
      if (p >= end && (offset + count) % bytesPerRow !== 0) {
        this.#continuesAt = offset + count;
        this.#continuesOnLine = this.#line + 1;
      }
    } else if (p >= end) this.#report('error', 'lspci/empty-row', `row ${hex(offset)} holds no bytes`, 1);
  }

  #knownEnd(): number {
    return this.#ranges ? (this.#ranges.at(-1)?.end ?? 0) : this.#nextRow * bytesPerRow;
  }

  #isKnown(offset: number): boolean {
    if (!this.#ranges) return offset < this.#nextRow * bytesPerRow;
    return this.#ranges.some((range) => offset >= range.start && offset < range.end);
  }

  /** Records a row that the fast path did not take, and turns to ranges where the dump is not regular. */
  #addRange(offset: number, count: number, column: number): void {
    const end = offset + count;
    this.#stored = Math.max(this.#stored, end);
    const regularColumn = offset < 0x100 ? 5 : 6;
    const row = offset / bytesPerRow;
    if (!this.#ranges) {
      const inOrder =
        row === this.#nextRow && count === bytesPerRow && column === regularColumn && !this.#columnOf;
      if (inOrder && (row === 0 || this.#line === this.#firstRow + row)) {
        if (row === 0) this.#firstRow = this.#line;
        this.#nextRow++;
        return;
      }
      this.#ranges = this.#nextRow > 0 ? [{ start: 0, end: this.#nextRow * bytesPerRow }] : [];
    }
    this.#rows ??= [];
    const before = this.#rows.at(-1);
    if (before && this.#continued) before.count += count;
    else this.#rows.push({ line: this.#line, offset, count });
    this.#addPositions(offset, count, column);
    const overlap = this.#ranges.some((range) => offset < range.end && end > range.start);
    if (this.#conflict) {
      const message = `bytes at ${hex(offset)} again, with other values; the later ones are used`;
      this.#report('error', 'lspci/conflicting-row', message, 1);
    } else if (overlap) {
      this.#report('warning', 'lspci/repeated-row', `bytes at ${hex(offset)} again, with the same values`, 1);
    } else if (offset < this.#lastOffset) {
      this.#report(
        'warning',
        'lspci/row-order',
        `row ${hex(offset)} stands after row ${hex(this.#lastOffset)}`,
        1,
      );
    } else if (offset > this.#knownEnd()) {
      this.#gaps ??= [];
      this.#gaps.push({
        line: this.#line,
        column: this.#columnOf?.(0) ?? 1,
        from: this.#knownEnd(),
        to: offset,
      });
    }
    this.#ranges = merge([...this.#ranges, { start: offset, end }]);
    this.#lastOffset = offset;
  }

  /** Where bytes stand: one entry for all that are three columns apart. */
  #addPositions(offset: number, count: number, column: number): void {
    const columnOf = this.#columnOf ?? ((index: number) => index + 1);
    this.#irregular ??= [];
    for (let n = 0; n < count; ) {
      const first = columnOf(column - 1 + 3 * n);
      let length = 1;
      while (n + length < count && columnOf(column - 1 + 3 * (n + length)) === first + 3 * length) length++;
      this.#irregular.push({ offset: offset + n, length, line: this.#line, column: first });
      n += length;
    }
  }

  /** Rows of other widths or offsets than the dump's own: cut or edited by hand. */
  #remarkRows(): void {
    const rows = this.#rows;
    if (!rows) return;
    const width = this.#nextRow > 0 ? bytesPerRow : usualWidth(rows);
    for (const [n, { line, offset, count }] of rows.entries()) {
      const at = { file: this.#file, line, column: 1 };
      if (count !== width && (n < rows.length - 1 || count > width)) {
        const message = `this row has ${count} bytes, the others ${width}`;
        this.diagnostics.remark({ code: 'lspci/row-width', severity: 'info', message, at });
      }
      if (offset % width !== 0) {
        const message = `offset ${hex(offset)} is no multiple of ${width}`;
        this.diagnostics.remark({ code: 'lspci/unaligned-offset', severity: 'info', message, at });
      }
    }
  }

  #close(): void {
    if (!this.#open) return;
    this.#open = false;
    const key = addressKey(this.#domain, this.#routingId);
    let ranges: readonly Range[] | undefined = this.#ranges;
    let end = this.#knownEnd();
    if (ranges?.length === 1 && ranges[0]?.start === 0) {
      end = ranges[0].end;
      ranges = undefined;
    }
    const short = (code: string, message: string): void =>
      this.diagnostics.push({
        code,
        severity: 'warning',
        message,
        at: { file: this.#file, line: this.#headerLine, column: 1 },
        function: formatKey(key),
      });
    this.#remarkRows();
    this.#reportGaps(formatKey(key));
    if (this.#record) this.#takeRecord(this.#record);
    const config = this.#arena.finish(this.#stored, end, ranges);
    if (end > 0 && end < 64) {
      short('lspci/short-header', `only ${end} of the first 64 bytes are there`);
    } else if (end > 64 && end < 256 && end !== 128) {
      short('lspci/truncated', `the bytes end at ${hex(end - 1)}, in the middle of the first 256`);
    } else if (end > 256 && end < configSpaceSize) {
      short('lspci/truncated', `the bytes end at ${hex(end - 1)}, before FFFh`);
    }
    const before = this.#seen.get(key);
    if (before === undefined) this.#seen.set(key, this.#headerLine);
    else {
      this.diagnostics.push({
        code: 'lspci/duplicate-function',
        severity: 'error',
        message: 'this address is in the dump more than once; relations use the first one',
        at: { file: this.#file, line: this.#headerLine, column: 1 },
        function: formatKey(key),
        related: [{ message: 'first here', at: { file: this.#file, line: before, column: 1 } }],
      });
    }
    this.functions.push(
      new PciFunction(
        this.#domain,
        this.#routingId,
        config,
        {
          kind: 'rows',
          file: this.#file,
          line: this.#headerLine,
          firstRow: this.#firstRow,
          ...(this.#irregular ? { irregular: this.#irregular } : {}),
        },
        { text: this.#text, ...(this.#attributes ? { attributes: this.#attributes } : {}) },
      ),
    );
  }

  /** What is missing at the end of a Function; rows in another order left nothing out. */
  #reportGaps(address: string): void {
    for (const { line, column, from, to } of this.#gaps ?? []) {
      for (const { start, end } of without(from, to, this.#ranges ?? [])) {
        const which =
          end - start === 1
            ? `byte ${hex(start)} is missing; it is`
            : `bytes ${hex(start)} to ${hex(end - 1)} are missing; they are`;
        this.diagnostics.push({
          code: 'lspci/gap',
          severity: 'warning',
          message: `${which} treated as unknown`,
          at: { file: this.#file, line, column },
          function: address,
        });
      }
    }
  }

  /** Turns the record of `-vmm` into the line of `-mm`. */
  #takeRecord(record: ReadonlyMap<string, string>): void {
    const quoted = (tag: string): string => `"${(record.get(tag) ?? '').replace(/[\\"]/g, '\\$&')}"`;
    this.#text = ['Class', 'Vendor', 'Device'].map(quoted).join(' ');
    const revision = record.get('Rev');
    const progIf = record.get('ProgIf');
    if (revision !== undefined) this.#text += ` -r${revision}`;
    if (progIf !== undefined) this.#text += ` -p${progIf}`;
    for (const [tag, value] of record) {
      const attribute = recordTags[tag];
      if (attribute === undefined) continue;
      this.#attributes ??= new Map();
      this.#attributes.set(attribute, value);
    }
  }

  #report(severity: Severity, code: string, message: string, column: number): void {
    this.diagnostics.push({
      code,
      severity,
      message,
      at: { file: this.#file, line: this.#line, column: this.#columnOf?.(column - 1) ?? column },
      ...(this.#open ? { function: formatKey(addressKey(this.#domain, this.#routingId)) } : {}),
    });
  }
}

const hex = (n: number): string => `${n.toString(16).toUpperCase().padStart(2, '0')}h`;
const hasByte = (buffer: Uint8Array, at: number, end: number): boolean =>
  at + 1 < end &&
  ((digit[buffer[at] as number] as number) | (digit[buffer[at + 1] as number] as number)) >= 0;
const plural = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

/** What of [from, to) no range holds. */
function* without(from: number, to: number, ranges: readonly Range[]): Generator<Range> {
  let at = from;
  for (const { start, end } of ranges) {
    if (end <= at) continue;
    if (start >= to) break;
    if (start > at) yield { start: at, end: start };
    at = end;
  }
  if (at < to) yield { start: at, end: to };
}

function merge(ranges: { start: number; end: number }[]): { start: number; end: number }[] {
  const merged: { start: number; end: number }[] = [];
  for (const range of ranges.sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else merged.push({ ...range });
  }
  return merged;
}

/** A function's first line, as `-D`, `-P`, `-PP` and `-vmm` have it. */
export const headerLine =
  /^(?:\xef\xbb\xbf)?[ \t]*(?:Slot:\t|Device:\t)?(?:[0-9a-f]{4,8}:)?(?:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]\/)*[0-9a-f]{2}:[0-9a-f]{2}\.[0-9a-f](?:\s|$)/im;
const rowLine = /^[ \t]*[0-9a-f]{2,8}:[ \t](?:[0-9a-f]{2}(?:[ \t]|\r?$)){2}/im;

/** The width that most rows have; of two that are as frequent, the first. */
function usualWidth(rows: readonly { readonly count: number }[]): number {
  const frequency = new Map<number, number>();
  for (const { count } of rows) frequency.set(count, (frequency.get(count) ?? 0) + 1);
  const [usual] = [...frequency].sort((a, b) => b[1] - a[1]);
  return usual?.[0] || bytesPerRow;
}

export default {
  name: 'lspci',
  title: 'lspci -x, -xxx or -xxxx',
  kind: 'text',
  // The first that is tried: the most common, and nothing else begins like it.
  rank: 1,
  detect(head: Head): boolean {
    return headerLine.test(head.text) && rowLine.test(head.text);
  },
  open(file) {
    return new LspciParser(file);
  },
  *write(functions) {
    for (const fn of functions) yield* hexDump(fn);
  },
} satisfies TextFormat;
