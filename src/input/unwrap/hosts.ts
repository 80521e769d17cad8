import { functionLine } from './known-lines.ts';
import { findRow } from './row.ts';
import type { Text } from './text.ts';

/** A line of a log: what the logger put before it, and where what was logged ends. */
export interface HostedLine {
  readonly line: number;
  readonly prefix: string;
  readonly to: number;
}

const mostHosts = 256;
const mostWords = 8;
/** Marks around a name, and the number of a process after it. */
const around = /^[[(<|,"']+|(?:\[\d+\])?[\])>|:,"']*$/g;
/** Times, dates and plain numbers are different on each line and name nobody; an address of a network does. */
const noName = /^(?:\d+(?:[:.,T+-]\d+)*(?:\.\d+)?[a-z]{0,2}Z?|[+-]?\d[\d:.,TZ+-]*)$/i;
const networkAddress = /^\d{1,3}(?:\.\d{1,3}){3}$/;
/** Words that tell what kind of a message it is. */
const ranks =
  /^(?:debug|info|notice|warn(?:ing)?|error|err|crit(?:ical)?|trace|stdout|stderr|[a-z]|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)$/i;

/**
 * The lines of each host that the prefixes name, where they name several. A name is a word of the prefix of which each
 * value begins with the first line of a Function: what changes within a dump, such as a time, is none.
 */
export function hostsOf(
  text: Text,
  lines: readonly HostedLine[],
): { host: string | undefined; lines: readonly HostedLine[] }[] {
  const words = lines.map(({ prefix }) => prefix.trim().split(/\s+/).slice(0, mostWords));
  for (let place = 0; place < mostWords; place++) {
    const streams = streamsBy(text, lines, words, place);
    if (streams) return [...streams].map(([host, own]) => ({ host, lines: own }));
  }
  return [{ host: undefined, lines }];
}

function streamsBy(
  text: Text,
  lines: readonly HostedLine[],
  words: readonly string[][],
  place: number,
): Map<string, HostedLine[]> | undefined {
  const streams = new Map<string, HostedLine[]>();
  for (const [n, line] of lines.entries()) {
    const word = (words[n]?.[place] ?? '').replace(around, '');
    const isName = word !== '' && !ranks.test(word) && (!noName.test(word) || networkAddress.test(word));
    if (!isName) {
      // A line without a name belongs to no host; with bytes in it, the word is not a name.
      if (findRow(contentOf(text, line))) return undefined;
      continue;
    }
    const own = streams.get(word);
    if (own) own.push(line);
    else if (streams.size < mostHosts) streams.set(word, [line]);
    else return undefined;
  }
  for (const [host, own] of streams) {
    const first = own
      .map((line) => contentOf(text, line))
      .find((line) => functionLine.test(line) || findRow(line));
    // Lines of another program say nothing.
    if (first === undefined) streams.delete(host);
    else if (!functionLine.test(first)) return undefined;
  }
  return streams.size > 1 ? streams : undefined;
}

const contentOf = (text: Text, { line, prefix, to }: HostedLine): string =>
  (text.lines[line] as string).slice(prefix.length, to);
