import { rowLabels } from '../words/labels.ts';
import type { Table } from '../words/language.ts';
import { rowsOf } from '../words/match.ts';
import { Joiner, type RawLine, rawLine, type TextLine } from './lines.ts';

/** What `lspci -v` prints of one Function, before anything of it is read. */
export interface FunctionText {
  /** Its first line, which may go on in a second, and the lines of the header. */
  readonly first: string;
  readonly header: readonly TextLine[];
  readonly capabilities: readonly CapabilityText[];
  /** Somebody left lines out, and wrote dots for them. */
  readonly cut: boolean;
}

/** One capability, of which the title is a line without a label. */
export interface CapabilityText {
  /** undefined where lspci could not read them. */
  readonly offset: number | undefined;
  /** For an extended capability; `-v` leaves it out. */
  readonly version: number | undefined;
  readonly title: string;
  /** The title and the details, joined as the words of the capability ask for. */
  lines(table: Table | undefined): readonly TextLine[];
}

/** How lines of the header begin. After capabilities are only what the kernel has. */
const headerLine =
  /^(?:Subsystem|DeviceName|Physical Slot|Device tree node|Control|Status|Flags|Latency|Interrupts?|NUMA node|IOMMU group|Region \d|Bus|(?:I\/O|Memory|Prefetchable memory) behind bridge|Secondary status|BridgeCtl|(?:Memory|I\/O) window \d|16-bit legacy interface ports at [0-9a-f]+|BIST result|Capabilities|Kernel driver in use|Kernel modules):(?:\s|$)|^(?:\[\w+\] )?(?:Memory|I\/O ports|Expansion ROM) at |^BIST |^!!! |^Kernel driver in use\b/;
const kernelLine = /^Kernel (?:driver in use|modules)\b/;
const rowOfBytes = /^[0-9a-f]{2,3}: [0-9a-f]{2}(?: |$)/i;
const leftOut = /^(?:[[(<]?\/?(?:\.{3,}|\u2026|snip|\.\.\.snip\.\.\.)[\])>]?|-+ ?(?:8< ?-*|snip ?-+)?)$/i;
const capabilityLine = /^Capabilities: (?:\[([0-9a-f]{1,3})(?: v(\d{1,2}))?\] )?(.*)$/i;

export function blocksOf(content: readonly string[]): FunctionText {
  const [first = '', ...rest] = content;
  const raws = rest
    .map((text, n) => rawLine(text, n + 1))
    .filter(({ text }) => text !== '' && !rowOfBytes.test(text));
  const lines = raws.filter(({ text }) => !leftOut.test(text));
  const own = lines.find(({ text }) => headerLine.test(text))?.indent ?? 0;
  // Text that lost its blanks has all lines at one place.
  const flat = !isNested(lines, own);
  const header: RawLine[] = [];
  const capabilities: { match: RegExpExecArray; title: RawLine[]; details: RawLine[] }[] = [];
  for (const raw of lines) {
    const match = capabilityLine.exec(raw.text);
    const current = capabilities.at(-1);
    if (match) capabilities.push({ match, title: [titleIn(raw, match)], details: [] });
    else if (!current || kernelLine.test(raw.text)) header.push(raw);
    else if (!flat && raw.indent <= own && headerLine.test(raw.text)) header.push(raw);
    // The title goes on in a line that a mail program made of it.
    else if (!flat && raw.indent < own && current.details.length === 0) current.title.push(raw);
    else current.details.push(raw);
  }
  const joined = joinHeader(header, own, flat);
  return {
    first: [first, ...joined.ofFirst].join(' '),
    header: joined.lines,
    capabilities: capabilities.map(({ match, title, details }) => ({
      offset: match[1] === undefined ? undefined : parseInt(match[1], 16),
      version: match[2] === undefined ? undefined : Number(match[2]),
      title: title.map(({ text }) => text).join(' '),
      lines: (table) => joinDetails(title, details, own, flat, table),
    })),
    cut: lines.length < raws.length,
  };
}

function titleIn(raw: RawLine, [, , , text = '']: RegExpExecArray): RawLine {
  return { ...raw, text, column: raw.column + raw.text.length - text.length };
}

/** Whether something is further in than the lines of the header. */
function isNested(lines: readonly RawLine[], own: number): boolean {
  return own > 0 && lines.some(({ indent }) => indent > own);
}

/** Lines before the first that is known go on with the Function's first line: a mail program wrapped it. */
function joinHeader(
  raws: readonly RawLine[],
  own: number,
  flat: boolean,
): { lines: readonly TextLine[]; ofFirst: readonly string[] } {
  const joiner = new Joiner();
  const ofFirst: string[] = [];
  for (const raw of raws) {
    const known = headerLine.test(raw.text);
    if (joiner.lines.length === 0 && !known && raw.indent < own) ofFirst.push(raw.text);
    else if (known || (flat ? /^[A-Z][\w ]{2,30}: /.test(raw.text) : raw.indent === own)) joiner.add(raw);
    else joiner.continue(raw);
  }
  return { lines: joiner.lines, ofFirst };
}

function joinDetails(
  [title, ...restOfTitle]: readonly RawLine[],
  details: readonly RawLine[],
  own: number,
  flat: boolean,
  table: Table | undefined,
): readonly TextLine[] {
  const joiner = new Joiner();
  if (title) joiner.plain(title);
  for (const raw of restOfTitle) joiner.continue(raw);
  const level = details.find(({ indent }) => indent > own)?.indent ?? own;
  for (const raw of details) {
    const begins = labelOf(raw.text, table);
    if (!flat && raw.indent === level) joiner.add(raw);
    else if (!flat && raw.indent > level) joiner.continue(raw);
    else if (begins === 'line') joiner.add(raw);
    else if (begins === 'words' && wordsOf(joiner.lines.at(-1), raw.text, table)) joiner.continue(raw);
    else if (begins === 'words') joiner.add(raw);
    // A line without a label: in text without blanks, after a title, it is one of its own.
    else if (flat && joiner.lines.length === 1) joiner.plain(raw);
    else joiner.continue(raw);
  }
  return joiner.lines;
}

/** Whether a line has a label, and whether it is one that lines of the capability begin with. */
function labelOf(text: string, table: Table | undefined): 'line' | 'words' | undefined {
  const label = /^([^:]*[\w)]):(?:\s|$)/.exec(text)?.[1];
  // `Retimer- CrosslinkRes: unsupported` goes on.
  if (label === undefined || /[-+,=]/.test(label)) return undefined;
  return table && rowLabels(table).has(label.replace(/\d+/, '#')) ? 'line' : 'words';
}

/** Whether words with a colon are those that some row of the line before has, or a label inside of it. */
function wordsOf(last: TextLine | undefined, text: string, table: Table | undefined): boolean {
  if (!last) return false;
  const label = /^([^:]*[\w)]):/.exec(text)?.[1] ?? '';
  const outer = last.label.replace(/\..*/, '');
  const rows = table ? rowsOf(table) : [];
  return rows.some(
    ({ line, words }) =>
      line === `${outer}.${label}` || (line.replace(/\..*/, '') === outer && words.startsWith(`${label}:`)),
  );
}
