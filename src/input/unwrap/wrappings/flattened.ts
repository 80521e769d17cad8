import type { Part, Wrapping } from '../define.ts';
import { type Text, TextBuilder } from '../text.ts';

/** A whole row among others, and the first line of a Function. */
const rowInside = /(?<![0-9a-z])[0-9a-f]{2,8}:[ \t](?:[0-9a-f]{2}[ \t]){15}[0-9a-f]{2}(?![0-9a-z])/gi;
const addressInside =
  /(?<![0-9A-Za-z:./-])(?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[01][0-9a-f]\.[0-7](?=[ \t]+(?:"|[A-Z][A-Za-z]|[0-9a-f]{4}: [0-9a-f]{4}:))/g;
/** What lspci begins the lines of its text with, a tab before each. */
const detailInside =
  /[ \t]+(?=(?:DeviceName|Subsystem|Control|Status|Latency|Interrupt|NUMA node|IOMMU group|Flags|Region \d|Expansion ROM|Bus|I\/O behind bridge|Memory behind bridge|Prefetchable memory behind bridge|Secondary status|BridgeCtl|Physical Slot|Kernel driver in use|Kernel modules): |Memory at [0-9a-f]|I\/O ports at |Capabilities: [[<])/g;
/** Where line ends became blanks, the tabs of the details are still there. */
const tabInside = / +(?=\t+ ?\S)/g;
const leastRows = 2;

interface Break {
  readonly at: number;
  /** A detail of which the tab is lost. */
  readonly isDetail: boolean;
}

/** Indexes at which lines began. */
function breaksIn(line: string): Break[] {
  const rows = [...line.matchAll(rowInside)].map(({ index, 0: row }) => ({
    start: index,
    end: index + row.length,
  }));
  if (rows.length < leastRows) return [];
  const breaks: Break[] = rows.flatMap(({ start, end }) => [
    { at: start, isDetail: false },
    { at: end, isDetail: false },
  ]);
  for (const { index } of line.matchAll(addressInside)) breaks.push({ at: index, isDetail: false });
  const tabs = [...line.matchAll(tabInside)];
  for (const { index, 0: blanks } of tabs) breaks.push({ at: index + blanks.length, isDetail: false });
  if (tabs.length === 0)
    for (const { index, 0: blanks } of line.matchAll(detailInside))
      breaks.push({ at: index + blanks.length, isDetail: true });
  return breaks.sort((a, b) => a.at - b.at);
}

function withLines(text: Text): Text {
  const builder = new TextBuilder(text);
  for (const [n, line] of text.lines.entries()) {
    let at = 0;
    const copy = (to: number): void => {
      const part = line.slice(at, to);
      const from = at + (part.length - part.replace(/^ +/, '').length);
      const end = at + part.trimEnd().length;
      if (from < end) builder.copyLine(n, from, end);
      at = to;
    };
    const breaks = breaksIn(line);
    for (const { at: to, isDetail } of breaks) {
      copy(to);
      if (isDetail) builder.put('\t', n, to);
    }
    if (breaks.length === 0) builder.copyLine(n);
    else copy(line.length);
  }
  return builder.finish();
}

export default {
  name: 'flattened',
  title: 'lines whose ends were lost',
  kind: 'lines',
  rank: 720,
  detect: ({ lines }) => lines.some((line) => breaksIn(line).length > 0),
  unwrap: (text): Part[] => [{ text: withLines(text) }],
} satisfies Wrapping;
