import { type AddressKey, addressKey, formatKey, routingIdOf } from '../model/address.ts';
import { configSpaceSize, type Range } from '../model/config-space.ts';
import type { Severity } from '../model/diagnostic.ts';
import { type IrregularRow, PciFunction } from '../model/function.ts';
import { Arena } from './arena.ts';
import { Diagnostics } from './diagnostics.ts';
import type { Head, TextFormat } from './format.ts';

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
for (let high = 0; high < 256; high++) {
  for (let low = 0; low < 256; low++) {
    const h = digit[high] as number;
    const l = digit[low] as number;
    if (h >= 0 && l >= 0) pair[high | (low << 8)] = (h << 4) | l;
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
/** Sixteen zero bytes as text, from its three phases. */
const zero0 = wordOf('00 0');
const zero1 = wordOf('0 00');
const zero2 = wordOf(' 00 ');

/** No line of a dump is longer; what is longer is skipped with a diagnostic. */
const longestLine = 64 << 10;

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
];
const tagInitials = new Set(textTags.map(([prefix]) => prefix.charCodeAt(0)));
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
  #nextRow = 0;
  #stored = 0;
  #firstRow = 0;
  #ranges: { start: number; end: number }[] | undefined;
  #irregular: IrregularRow[] | undefined;
  #afterBlank = false;

  constructor(file: string) {
    this.#file = file;
    this.diagnostics = new Diagnostics(file);
  }

  /**
   * Takes the whole lines of buffer[start, end) and returns where the incomplete last line begins; with `last`,
   * takes that as well.
   */
  push(buffer: Uint8Array, start: number, end: number, last: boolean): number {
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
          else if (buffer[stop] === carriageReturn && buffer[stop + 1] === newline) next = stop + 2;
          else break;
          if (
            view.getInt32(p, true) !== zero0 ||
            view.getInt32(p + 4, true) !== zero1 ||
            view.getInt32(p + 8, true) !== zero2 ||
            view.getInt32(p + 12, true) !== zero0 ||
            view.getInt32(p + 16, true) !== zero1 ||
            view.getInt32(p + 20, true) !== zero2 ||
            view.getInt32(p + 24, true) !== zero0 ||
            view.getInt32(p + 28, true) !== zero1 ||
            view.getInt32(p + 32, true) !== zero2 ||
            view.getInt32(p + 36, true) !== zero0 ||
            view.getInt32(p + 40, true) !== zero1 ||
            view.getInt32(p + 43, true) !== zero1
          ) {
            const at = base + row * bytesPerRow;
            let wrong = 0;
            for (let n = 0; n < 15; n++, p += 3) {
              const value = pair[view.getUint16(p, true)] as number;
              wrong |= (value >> 15) | ((buffer[p + 2] as number) ^ space);
              segment[at + n] = value;
            }
            const value = pair[view.getUint16(p, true)] as number;
            wrong |= value >> 15;
            segment[at + 15] = value;
            if (wrong !== 0) {
              segment.fill(0, at, at + bytesPerRow);
              break;
            }
            this.#stored = (row + 1) * bytesPerRow;
          }
          if (row === 0) this.#firstRow = line;
          row++;
          line++;
          i = next;
        }
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
      this.#takeLine(buffer, i, lineEnd);
      this.#line++;
      i = stop + 1;
    }
    return end;
  }

  /** Ends the last function. */
  finish(): void {
    this.#close();
  }

  #takeLine(buffer: Uint8Array, start: number, end: number): void {
    if (start === end) {
      this.#afterBlank = true;
      return;
    }
    const first = buffer[start] as number;
    if (first === tab || (first === space && buffer[start + 1] === space)) {
      if (this.#open && tagInitials.has(buffer[start + 1] as number)) this.#takeText(buffer, start + 1, end);
      return;
    }
    if ((digit[first] as number) >= 0) {
      let p = start;
      while (p < end && (digit[buffer[p] as number] as number) >= 0) p++;
      const digits = p - start;
      if (buffer[p] === colon && digits >= 2 && digits <= 8) {
        const after = buffer[p + 1];
        if (p + 1 >= end || after === space || after === tab) {
          this.#takeRow(buffer, start, p, end);
          return;
        }
        if (this.#takeHeader(buffer, start, end)) return;
      }
    }
    this.#report(
      'warning',
      'lspci/unknown-line',
      `this line is neither a function's first line nor a row of bytes; it was skipped`,
      1,
    );
  }

  #takeText(buffer: Uint8Array, start: number, end: number): void {
    const text = decoder.decode(buffer.subarray(start, end));
    for (const [prefix, attribute] of textTags) {
      if (!text.startsWith(prefix)) continue;
      this.#attributes ??= new Map();
      this.#attributes.set(attribute, text.slice(prefix.length).trim());
      return;
    }
  }

  #takeHeader(buffer: Uint8Array, start: number, end: number): boolean {
    const text = decoder.decode(buffer.subarray(start, end));
    const match = /^(?:([0-9a-f]{4,8}):)?([0-9a-f]{2}):([0-9a-f]{2})\.([0-9a-f])(?:\s+(.*))?$/i.exec(text);
    if (!match) return false;
    const [, domain = '0', bus = '', device = '', fn = '', description = ''] = match;
    const number = parseInt(device, 16);
    this.#close();
    if (number > 0x1f || parseInt(fn, 16) > 7) {
      this.#orphan = true;
      const column = text.indexOf(`${device}.`) + 1;
      const what = number > 0x1f ? `device ${device} is over 1f` : `function ${fn} is over 7`;
      this.#report('error', 'lspci/bad-address', `${what}: no such address; its rows were skipped`, column);
      return true;
    }
    this.#open = true;
    this.#orphan = false;
    this.#domain = parseInt(domain, 16);
    this.#routingId = routingIdOf(parseInt(bus, 16), number, parseInt(fn, 16));
    this.#headerLine = this.#line;
    this.#text = description.trim();
    this.#attributes = undefined;
    this.#nextRow = 0;
    this.#stored = 0;
    this.#firstRow = this.#line + 1;
    this.#ranges = undefined;
    this.#irregular = undefined;
    this.#afterBlank = false;
    this.#arena.begin();
    return true;
  }

  #takeRow(buffer: Uint8Array, start: number, colonAt: number, end: number): void {
    const offset = parseInt(String.fromCharCode(...buffer.subarray(start, colonAt)), 16);
    if (!this.#open) {
      const why = this.#orphan ? 'its function has no usable address' : 'no function before it';
      this.#report('error', 'lspci/row-without-function', `a row of bytes with ${why}; it was skipped`, 1);
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
    const { segment, base } = this.#arena;
    let p = colonAt + 1;
    let count = 0;
    let column = 0;
    while (p < end) {
      const c = buffer[p] as number;
      if (c === space || c === tab) {
        p++;
        continue;
      }
      const high = digit[c] as number;
      const low = p + 1 < end ? (digit[buffer[p + 1] as number] as number) : -1;
      const after = p + 2 < end ? (buffer[p + 2] as number) : space;
      if (high < 0 || low < 0 || (after !== space && after !== tab)) {
        let stop = p;
        while (stop < end && buffer[stop] !== space) stop++;
        const word = decoder.decode(buffer.subarray(p, Math.min(stop, p + 20)));
        const rest = count === 0 ? 'the row was skipped' : `the ${plural(count, 'byte')} before it are kept`;
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
      segment[base + offset + count] = (high << 4) | low;
      count++;
      p += 2;
    }
    if (count > 0) this.#addRange(offset, count, column);
    else if (p >= end) this.#report('error', 'lspci/empty-row', `row ${hex(offset)} holds no bytes`, 1);
  }

  #knownEnd(): number {
    return this.#ranges ? (this.#ranges.at(-1)?.end ?? 0) : this.#nextRow * bytesPerRow;
  }

  /** Records a row that the fast path did not take, and turns to ranges where the dump is not regular. */
  #addRange(offset: number, count: number, column: number): void {
    const end = offset + count;
    this.#stored = Math.max(this.#stored, end);
    const regularColumn = offset < 0x100 ? 5 : 6;
    const row = offset / bytesPerRow;
    if (!this.#ranges) {
      const inOrder = row === this.#nextRow && count === bytesPerRow && column === regularColumn;
      if (inOrder && (row === 0 || this.#line === this.#firstRow + row)) {
        if (row === 0) this.#firstRow = this.#line;
        this.#nextRow++;
        return;
      }
      this.#ranges = this.#nextRow > 0 ? [{ start: 0, end: this.#nextRow * bytesPerRow }] : [];
    }
    this.#irregular ??= [];
    this.#irregular.push({ offset, length: count, line: this.#line, column });
    const overlap = this.#ranges.some((range) => offset < range.end && end > range.start);
    if (overlap) {
      this.#report(
        'warning',
        'lspci/repeated-row',
        `bytes at ${hex(offset)} again; the later ones are used`,
        1,
      );
    } else if (offset > this.#knownEnd()) {
      this.#report(
        'warning',
        'lspci/gap',
        `bytes ${hex(this.#knownEnd())} to ${hex(offset - 1)} are missing; they are treated as unknown`,
        1,
      );
    }
    this.#ranges = merge([...this.#ranges, { start: offset, end }]);
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
        message: `${formatKey(key)} is in this dump more than once; relations use the first one`,
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

  #report(severity: Severity, code: string, message: string, column: number): void {
    this.diagnostics.push({
      code,
      severity,
      message,
      at: { file: this.#file, line: this.#line, column },
      ...(this.#open ? { function: formatKey(addressKey(this.#domain, this.#routingId)) } : {}),
    });
  }
}

const hex = (n: number): string => `${n.toString(16).toUpperCase().padStart(2, '0')}h`;
const plural = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

function merge(ranges: { start: number; end: number }[]): { start: number; end: number }[] {
  const merged: { start: number; end: number }[] = [];
  for (const range of ranges.sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else merged.push({ ...range });
  }
  return merged;
}

const headerLine = /^(?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[0-9a-f]{2}\.[0-9a-f](?:\s|$)/im;
const rowLine = /^[0-9a-f]{2,8}: (?:[0-9a-f]{2}(?: |\r?$)){2}/im;

export const lspci: TextFormat = {
  name: 'lspci',
  title: 'lspci -x, -xxx or -xxxx',
  kind: 'text',
  detect(head: Head): boolean {
    return headerLine.test(head.text) && rowLine.test(head.text);
  },
  open(file) {
    return new LspciParser(file);
  },
};
