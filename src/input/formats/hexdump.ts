import type { PciFunction } from '../../model/function.ts';
import { addressInName } from '../address-in-name.ts';
import type { Diagnostics } from '../diagnostics.ts';
import type { FileFormat, Head } from '../format.ts';
import { FunctionRows, linesOf, putGroups, type Start } from '../hex-rows.ts';
import { lineOf } from '../lspci-dump.ts';
import { plausibility } from '../plausible.ts';

/*
 * hexdump -C, hexdump, xxd and od print one file each. Their rows differ in how they write the offset (hexadecimal,
 * octal, decimal or not at all), in the size of groups and in which byte of a group comes first.
 */

interface TextRow {
  readonly text: string;
  readonly line: number;
  /** The offset as written; empty where there is none. */
  readonly offset: string;
  readonly colon: boolean;
  /** Where the groups stand in the line. */
  readonly from: number;
  readonly to: number;
  /** Bytes in the row, and in a group. */
  readonly count: number;
  readonly size: number;
}

const addressLine =
  /^[\s#;/*=-]*(?:([0-9a-f]{4,8}):)?([0-9a-f]{2}):([01][0-9a-f])\.([0-7])(?=[\s:*=-]|$)[:\s*=-]*(.*?)[\s*=-]*$/i;
const offsetPart = /^(\s*)(?:0x)?([0-9a-f]{1,16}(?=:)|[0-9a-f]{4,16})(:?)(?=\s|$)/i;
const sizes: ReadonlySet<number> = new Set([1, 2, 4, 8]);
const mostInRow = 64;

/** A row, with an offset or without one. */
function rowIn(text: string, line: number, withOffset: boolean): TextRow | undefined {
  let from = 0;
  let offset = '';
  let colon = false;
  if (withOffset) {
    const match = offsetPart.exec(text);
    if (!match) return undefined;
    offset = match[2] as string;
    colon = match[3] === ':';
    from = match[0].length;
  }
  // The column of characters: hexdump has it between bars, od between angle brackets, xxd behind two blanks.
  let to = text.length;
  for (const mark of ['  |', ' |', '  >']) {
    const at = text.indexOf(mark, from);
    if (at >= 0 && at < to) to = at;
  }
  if (colon) {
    const groupsEnd = /^\s*\S+(?:[ \t]\S+)*(?=\s{2}|$)/.exec(text.slice(from, to));
    if (groupsEnd) to = from + groupsEnd[0].length;
  }
  const groups = text.slice(from, to).match(/\S+/g) ?? [];
  if (groups.length === 0) return undefined;
  const digits = (groups[0] as string).length;
  if (!sizes.has(digits / 2) || !groups.every((group) => /^[0-9a-f]+$/i.test(group))) return undefined;
  // Of a file with an odd length xxd cuts the last group short.
  if (groups.slice(0, -1).some((group) => group.length !== digits)) return undefined;
  const count = groups.reduce((sum, group) => sum + Math.ceil(group.length / 2), 0);
  return count > mostInRow ? undefined : { text, line, offset, colon, from, to, count, size: digits / 2 };
}

/** `xxd -p`: nothing but digits, 60 a line. */
function plainRow(text: string, line: number): TextRow | undefined {
  const digits = text.trim();
  if (!/^(?:[0-9a-f]{2}){4,64}$/i.test(digits) || digits.length < 24) return undefined;
  const from = text.indexOf(digits);
  return {
    text,
    line,
    offset: '',
    colon: false,
    from,
    to: from + digits.length,
    count: digits.length / 2,
    size: 0,
  };
}

/** The radix of the offsets: the one in which each row begins where the one before it ends. */
function radixOf(rows: readonly TextRow[]): number | undefined {
  if (rows.length < 2) return 16;
  const fits = (radix: number): number => {
    let score = 0;
    for (let n = 1; n < rows.length; n++) {
      const [before, row] = [rows[n - 1] as TextRow, rows[n] as TextRow];
      const distance = parseInt(row.offset, radix) - parseInt(before.offset, radix);
      if (distance === before.count) score++;
    }
    return score;
  };
  const scores = [16, 8, 10].map((radix) => ({
    radix,
    score: rows.every(({ offset }) => digitsOf(radix).test(offset)) ? fits(radix) : -1,
  }));
  const best = scores.reduce((a, b) => (b.score > a.score ? b : a));
  return best.score > 0 ? best.radix : undefined;
}

const digitsOf = (radix: number): RegExp =>
  radix === 8 ? /^[0-7]+$/ : radix === 10 ? /^[0-9]+$/ : /^[0-9a-f]+$/i;

interface Part {
  readonly start: Start | undefined;
  readonly line: number;
  readonly rows: TextRow[];
  /** Rows before which a `*` stands: those between are the same as the row before it. */
  readonly squeezed: Set<TextRow>;
}

/** Takes the file apart: an address line begins a Function. */
function partsOf(bytes: Uint8Array, skip?: (line: number, text: string) => void): Part[] {
  const parts: Part[] = [];
  let part: Part | undefined;
  let star = false;
  // Whether the first word of a row is an offset shows in the first row: the offset is 0 there.
  let withOffset: boolean | undefined;
  for (const { text, line } of linesOf(bytes)) {
    if (text.trim() === '') continue;
    const address = addressLine.exec(text);
    if (address) {
      const [, domain = '0', bus = '', device = '', fn = '', rest = ''] = address;
      const start = {
        domain: parseInt(domain, 16),
        bus: parseInt(bus, 16),
        device: parseInt(device, 16),
        fn: Number(fn),
        ...(rest ? { text: rest } : {}),
      };
      part = { start, line, rows: [], squeezed: new Set() };
      parts.push(part);
      star = false;
      continue;
    }
    if (text.trim() === '*') {
      star = true;
      continue;
    }
    const first = withOffset === undefined ? rowIn(text, line, true) : undefined;
    if (first && (/^0+$/.test(first.offset) || first.colon || part?.start)) withOffset = true;
    const row = withOffset
      ? rowIn(text, line, true)
      : (plainRow(text, line) ?? rowIn(text, line, false) ?? rowIn(text, line, true));
    if (row && withOffset === undefined) withOffset = row.offset !== '';
    if (!row) {
      // The last line of hexdump and od is the offset behind the last byte, alone.
      if (!/^\s*[0-9a-f]{6,16}\s*$/i.test(text)) skip?.(line, text);
      else if (star && part) markEnd(part, text, line);
      continue;
    }
    if (!part) {
      part = { start: undefined, line, rows: [], squeezed: new Set() };
      parts.push(part);
    }
    part.rows.push(row);
    if (star) part.squeezed.add(row);
    star = false;
  }
  return parts.filter(({ rows }) => rows.length > 0);
}

/** A `*` before the last offset: an empty row there tells how far the repetition goes. */
function markEnd(part: Part, text: string, line: number): void {
  const row = {
    text,
    line,
    offset: text.trim(),
    colon: false,
    from: text.length,
    to: text.length,
    count: 0,
    size: 1,
  };
  part.rows.push(row);
  part.squeezed.add(row);
}

function bytesOf(part: Part, offsets: readonly number[], littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(64);
  for (const [n, row] of part.rows.entries()) {
    if ((offsets[n] ?? 64) >= 64) continue;
    const groups = row.text.slice(row.from, row.to).match(row.size === 0 ? /../g : /\S+/g) ?? [];
    let at = offsets[n] ?? 0;
    for (const group of groups) {
      const pairs = group.match(/../g) ?? [];
      if (littleEndian) pairs.reverse();
      for (const pair of pairs) if (at < 64) bytes[at++] = parseInt(pair, 16);
    }
  }
  return bytes;
}

export function readHexdump(
  file: string,
  bytes: Uint8Array,
  diagnostics: Diagnostics,
  forced?: 'little' | 'big',
): PciFunction[] {
  let skipped = 0;
  let firstSkipped = 0;
  const parts = partsOf(bytes, (line) => {
    if (skipped++ === 0) firstSkipped = line;
  });
  const report = (
    severity: 'info' | 'warning' | 'error',
    code: string,
    message: string,
    line: number,
  ): void => diagnostics.push({ code, severity, message, at: { file, line, column: 1 } });
  if (skipped > 0) {
    const which = skipped === 1 ? 'this line is' : `this line and ${skipped - 1} others are`;
    report('warning', 'rows/unknown-line', `${which} no row of bytes; skipped`, firstSkipped);
  }
  const functions: PciFunction[] = [];
  for (const part of parts) {
    const written = part.rows.filter(({ offset }) => offset !== '');
    const radix = radixOf(written);
    if (radix === undefined) {
      const message =
        'the offsets of the rows do not follow from one to the next; they are read as hexadecimal';
      report('warning', 'rows/offsets', message, part.line);
    }
    const offsets: number[] = [];
    let next = 0;
    for (const row of part.rows) {
      const at = row.offset === '' ? next : parseInt(row.offset, radix ?? 16);
      offsets.push(at);
      next = at + row.count;
    }
    const start = part.start ?? addressInName(file);
    if (!start) {
      const message = 'neither the text nor the name of the file tell the address: 0000:00:00.0 is assumed';
      report('info', 'raw/no-address', message, part.line);
    }
    const rows = new FunctionRows(file, diagnostics, start ?? { bus: 0, device: 0, fn: 0 }, part.line);
    const littleEndian = orderOf(part, offsets, forced, report) === 'little';
    for (const [n, row] of part.rows.entries()) {
      const at = offsets[n] ?? 0;
      if (part.squeezed.has(row) && n > 0)
        repeat(rows, part.rows[n - 1] as TextRow, offsets[n - 1] ?? 0, at, littleEndian);
      if (row.size === 0) putPlain(rows, row, at);
      else if (row.count > 0) putGroups(rows, row, { offset: at, from: row.from, to: row.to }, littleEndian);
    }
    functions.push(rows.finish());
  }
  return functions;
}

/** The rows for which a `*` stands: the bytes of the row before it, again and again. */
function repeat(rows: FunctionRows, row: TextRow, from: number, to: number, littleEndian: boolean): void {
  if (row.count === 0) return;
  for (let at = from + row.count; at < to && at < 0x1000; at += row.count)
    putGroups(rows, row, { offset: at, from: row.from, to: row.to }, littleEndian);
}

function putPlain(rows: FunctionRows, { text, line, from, to }: TextRow, offset: number): void {
  const values = (text.slice(from, to).match(/../g) ?? []).map((pair) => parseInt(pair, 16));
  rows.put(offset, values, line, from + 1, 2);
}

/** Which byte of a group comes first: as the header is plausible, or as the program prints where both are. */
function orderOf(
  part: Part,
  offsets: readonly number[],
  forced: 'little' | 'big' | undefined,
  report: (severity: 'info' | 'warning', code: string, message: string, line: number) => void,
): 'little' | 'big' {
  if (part.rows.every(({ size }) => size <= 1)) return 'big';
  if (forced) return forced;
  const little = plausibility(bytesOf(part, offsets, true));
  const big = plausibility(bytesOf(part, offsets, false));
  if (little !== big) return little > big ? 'little' : 'big';
  // xxd writes a colon and keeps the order of bytes; od and hexdump print numbers of this machine.
  const assumed = part.rows[0]?.colon ? 'big' : 'little';
  const message = `the first bytes do not tell whether a group's ${assumed === 'big' ? 'first' : 'last'} digits come first; that is assumed. Say --from hexdump-${assumed === 'big' ? 'le' : 'be'} for the other order`;
  report('warning', 'rows/byte-order', message, part.line);
  return assumed;
}

/** Whether a text begins with rows that follow each other, enough for a header or all there is. */
function detect({ text, bytes }: Head): boolean {
  const lines = text.split('\n', 40).map((line) => line.replace(/\r$/, ''));
  if (/\0/.test(text.slice(0, 4096))) return false;
  const sample = new TextEncoder().encode(lines.slice(0, 39).join('\n'));
  const [part] = partsOf(bytes.length < sample.length ? bytes : sample);
  if (!part) return false;
  const rows = part.rows.filter(({ count }) => count >= 4);
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  if (total < 16) return false;
  const offsets = rows.filter(({ offset }) => offset !== '');
  if (offsets.length > 0)
    return (
      offsets.length === rows.length && (part.start !== undefined || /^0+$/.test(offsets[0]?.offset ?? ''))
    );
  // Without offsets only text that is nothing else.
  return lines.filter((line) => !/^\s*\*?\s*$/.test(line)).length <= part.rows.length + 1;
}

const hex2 = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'));

function* write(functions: readonly PciFunction[]): Generator<string> {
  for (const { address, config, surroundings } of functions) {
    yield `# ${address}${surroundings.text ? ` ${lineOf(surroundings.text)}` : ''}\n`;
    for (const { start, end } of config.knownRanges) {
      for (let at = start; at < end; at += 16) {
        const bytes = [...config.slice(at, Math.min(at + 16, end))];
        const words = bytes.map((byte, n) => (n === 8 ? ` ${hex2[byte]}` : hex2[byte])).join(' ');
        const characters = bytes.map((byte) =>
          byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.',
        );
        yield `${at.toString(16).padStart(8, '0')}  ${words.padEnd(48)}  |${characters.join('')}|\n`;
      }
    }
    yield '\n';
  }
}

export default {
  name: 'hexdump',
  title:
    'hexdump, hexdump -C, xxd or od of one configuration space, or several behind lines with their addresses',
  kind: 'file',
  rank: 70,
  detect,
  read: (file, bytes, diagnostics) => readHexdump(file, bytes, diagnostics),
  write,
} satisfies FileFormat;
