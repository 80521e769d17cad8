import type { FileFormat } from '../../format.ts';
import { bytesOf, type GroupOrder, linesOf, RowCollector } from '../../hex-rows.ts';
import { locateAddresses, locateRegion, type Page } from './bus.ts';
import { beginsFunction } from './function-page.ts';
import { domainSize, type EcamPlace, pageSize, placeIn, saidPlace } from './place.ts';
import { type MemoryRow, MemoryRows, ordersOf } from './rows.ts';

/* Memory that a program printed, where it is ECAM: a Function is a page of 4 KiB. */

const headerSize = 64;
const pageMask = BigInt(pageSize - 1);
/** A text that holds other things as well is not read without end for a header. */
const mostPages = 4 << 16;

type NumberedRow = MemoryRow & { readonly line: number; readonly repeated: boolean };

/** The first bytes of a page as far as they are printed. */
interface Start {
  readonly bytes: Uint8Array;
  known: number;
  /** Whether any byte of the page is not FFh. */
  answers: boolean;
}

interface Printed {
  readonly rows: readonly NumberedRow[];
  readonly stated: EcamPlace | undefined;
}

function printedIn(
  bytes: Uint8Array,
  skip: (line: number) => void,
  tooLong?: RowCollector['tooLong'],
): Printed {
  const reader = new MemoryRows();
  const rows: NumberedRow[] = [];
  let stated: EcamPlace | undefined;
  let repeated = false;
  for (const line of linesOf(bytes, tooLong)) {
    const row = reader.take(line);
    if (row === 'repeat') repeated = true;
    else if (row) {
      rows.push({ ...row, line: line.number, repeated });
      repeated = false;
    } else if (line.text.trim() !== '') {
      stated ??= placeIn(line.text);
      skip(line.number);
    }
  }
  return { rows, stated };
}

/** Where pages begin, and with what, by address. */
function startsOf(rows: readonly NumberedRow[], order: GroupOrder): Map<bigint, Start> {
  const starts = new Map<bigint, Start>();
  for (const { address, groups } of rows) {
    let at = address;
    for (const group of groups) {
      const page = at & ~pageMask;
      let start = starts.get(page);
      if (!start) {
        if (starts.size >= mostPages) return starts;
        start = { bytes: new Uint8Array(headerSize), known: 0, answers: false };
        starts.set(page, start);
      }
      let offset = Number(at & pageMask);
      for (const value of bytesOf(group, order)) {
        if (value !== 0xff) start.answers = true;
        if (offset < headerSize) {
          start.bytes[offset] = value;
          if (offset === start.known) start.known++;
        }
        offset++;
      }
      at += BigInt(group.digits.length / 2);
    }
  }
  return starts;
}

/** Whether a page begins as a Function does, without doubt. */
const isHeader = ({ bytes, known, answers }: Start): boolean =>
  answers && beginsFunction(bytes.subarray(0, known));

/** Numbers are little-endian; only xxd prints bytes in order without blanks, which a header shows. */
function settle(rows: readonly NumberedRow[]): { order: GroupOrder; starts: Map<bigint, Start> } {
  const orders = ordersOf(rows.flatMap(({ groups }) => groups.slice(0, 1)));
  const [usual, other] = orders.map((order) => ({ order, starts: startsOf(rows, order) }));
  const hasHeader = ({ starts }: { starts: Map<bigint, Start> }): boolean =>
    [...starts.values()].some(isHeader);
  if (other && usual && !hasHeader(usual) && hasHeader(other)) return other;
  return usual ?? { order: 'bytes', starts: new Map() };
}

export default {
  kind: 'file',
  name: 'memory-dump',
  title: 'ECAM as md, xp, x, rd, dmem, devmem or hexdump print memory',
  rank: 65,
  comment: '#',
  detect({ bytes, whole }) {
    if (bytes.includes(0)) return false;
    const head = whole ? bytes : bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1);
    const { rows, stated } = printedIn(head, () => undefined);
    // Offsets below 1000h are those of one configuration space.
    if (!rows.some(({ address }) => address >= BigInt(pageSize))) return false;
    const base = saidPlace().base ?? stated?.base;
    if (base !== undefined && rows.some(({ address }) => address >= base && address - base < domainSize))
      return true;
    const { starts } = settle(rows);
    return [...starts.values()].some(isHeader);
  },
  read(file, bytes, diagnostics) {
    const out = new RowCollector(file, diagnostics);
    const { rows, stated } = printedIn(bytes, (line) => out.skip(line), out.tooLong);
    const { order, starts } = settle(rows);
    const pages: Page[] = [];
    for (const [address, { bytes: header, answers, known }] of starts)
      if (answers) pages.push({ address, header: header.subarray(0, known) });
    const isRegion = rows.every(({ address }) => address < 0x1000_0000n) && starts.has(0n);
    const place = isRegion ? locateRegion(file, pages) : locateAddresses(pages, stated);
    const firstLine = rows[0]?.line ?? 1;
    if (place.assumed !== undefined) out.report('info', 'ecam/bus-assumed', place.assumed, firstLine);
    const outside = new Set<bigint>();
    let expected = -1n;
    let period = 0;
    for (const { address, groups, badColumn, line, repeated } of rows) {
      if (repeated && period > 0 && address > expected && expected >= 0n && (expected & pageMask) !== 0n) {
        const from = Number(expected & pageMask);
        const rest = address - expected;
        out.repeat(from, rest < BigInt(pageSize) ? from + Number(rest) : pageSize, period, line - 1);
      }
      let at = address;
      for (const group of groups) {
        const page = at & ~pageMask;
        if (starts.get(page)?.answers) {
          const key = place.keyOf(page);
          if (key === undefined) outside.add(page);
          else {
            out.begin(key, line);
            out.take(Number(at & pageMask), [group], order, line);
          }
        } else out.end();
        at += BigInt(group.digits.length / 2);
      }
      if (badColumn !== undefined) out.badRow(line, badColumn);
      period = Number(at - address);
      expected = at;
    }
    if (outside.size > 0) {
      out.end();
      const message = `${outside.size} pages of 4 KiB are outside of ECAM as --ecam-base says it; they were skipped`;
      out.report('warning', 'rows/bad-address', message, firstLine);
    }
    return out.finish(true);
  },
} satisfies FileFormat;
