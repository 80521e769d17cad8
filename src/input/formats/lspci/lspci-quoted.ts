import type { PciFunction } from '../../../model/function.ts';
import type { Diagnostics } from '../../diagnostics.ts';
import type { Head, Parser, TextFormat } from '../../format.ts';
import { headerLine } from './detect.ts';
import { LspciParser } from './parser.ts';

/** A row of `lspci -x` anywhere in a line, and what stands before it. */
const rowInLine =
  /^(.{1,120}?)(?<![0-9a-z])[0-9a-f]{2,3}:[ \t](?:[0-9a-f]{2}[ \t]){7,15}[0-9a-f]{2}(?![0-9a-z])/i;
const firstRow = /^[ \t]*00:(?:[ \t][0-9a-f]{2}){8}/i;
const mostShapes = 32;
const longestLine = 64 << 10;
const newline = 0x0a;

/** A line without what other programs put into it, and the columns where its characters stood. */
interface Cleaned {
  readonly text: string;
  /** Index in the line of each character of the text; undefined while nothing was taken out. */
  readonly columns: readonly number[] | undefined;
}

// Control sequences of terminals, no-break spaces in UTF-8 and Latin-1, and HTML's names for what lspci prints.
const foreign =
  /\u001b\[[0-9;?]*[A-Za-z]|\u001b[()][A-Za-z0-9]|\u001b\][^\u0007\u001b]{0,200}(?:\u0007|\u001b\\)|\xc2\xa0|\xa0|&(?:nbsp|#160|#xa0|gt|lt|amp|quot|#39);/gi;
const entities: Readonly<Record<string, string>> = {
  '&gt;': '>',
  '&lt;': '<',
  '&amp;': '&',
  '&quot;': '"',
  '&#39;': "'",
};

function clean(line: string): Cleaned {
  let text = '';
  let columns: number[] | undefined;
  let from = 0;
  for (const match of line.matchAll(foreign)) {
    columns ??= [];
    for (let n = from; n < match.index; n++) columns.push(n);
    text += line.slice(from, match.index);
    const [word] = match;
    const instead = word.startsWith('\u001b') ? '' : (entities[word.toLowerCase()] ?? ' ');
    for (let n = 0; n < instead.length; n++) columns.push(match.index);
    text += instead;
    from = match.index + word.length;
  }
  if (!columns) return { text: line, columns: undefined };
  for (let n = from; n < line.length; n++) columns.push(n);
  return { text: text + line.slice(from), columns };
}

/** The prefixes that a logger or a mail program put before the lines, learned from rows of bytes. */
class Prefixes {
  readonly #shapes = new Map<string, { readonly whole: RegExp; readonly trimmed: RegExp }>();

  learn(line: string): void {
    const prefix = rowInLine.exec(line)?.[1];
    if (prefix === undefined || this.#shapes.size >= mostShapes) return;
    // Numbers and names change from line to line, all else stays; blanks at its end belong to it as they are.
    const blanks = /[ \t]*$/.exec(prefix)?.[0] ?? '';
    const source = prefix
      .slice(0, prefix.length - blanks.length)
      .replace(/[A-Za-z]+|[0-9]+|[ \t]+|[^A-Za-z0-9 \t]/g, (part) => {
        if (/^[A-Za-z]/.test(part)) return '[A-Za-z]+';
        if (/^[0-9]/.test(part)) return '[0-9]+';
        return /^[ \t]/.test(part) ? '[ \\t]+' : `\\${part}`;
      });
    const key = `${source}${blanks}`;
    if (this.#shapes.has(key)) return;
    this.#shapes.set(key, { whole: new RegExp(`^${key}`), trimmed: new RegExp(`^${source}[ \\t]*$`) });
  }

  /** Length of the longest prefix that the line begins with; all of it when nothing else is in the line. */
  lengthIn(line: string): number {
    let longest = 0;
    for (const { whole, trimmed } of this.#shapes.values()) {
      const length = (whole.exec(line) ?? trimmed.exec(line))?.[0].length ?? 0;
      if (length > longest) longest = length;
    }
    return longest;
  }
}

const decoder = new TextDecoder('latin1');

/** Cleans line after line and hands them to lspci's parser. */
class QuotedParser implements Parser {
  readonly #parser: LspciParser;
  readonly #prefixes = new Prefixes();

  constructor(file: string) {
    this.#parser = new LspciParser(file);
  }

  get functions(): readonly PciFunction[] {
    return this.#parser.functions;
  }

  get diagnostics(): Diagnostics {
    return this.#parser.diagnostics;
  }

  push(buffer: Uint8Array, start: number, end: number, last: boolean): number {
    const lines: Cleaned[] = [];
    let i = start;
    while (i < end) {
      let stop = buffer.indexOf(newline, i);
      if (stop < 0 || stop >= end) {
        // A line without an end is not waited for without measure.
        if (!last && end - i <= longestLine) break;
        stop = end;
      }
      lines.push(
        clean(decoder.decode(buffer.subarray(i, Math.min(stop, i + longestLine))).replace(/\r$/, '')),
      );
      i = Math.min(stop + 1, end);
    }
    // A prefix is learned from rows of bytes, but first met on the line before them.
    for (const { text } of lines) this.#prefixes.learn(text);
    for (const line of lines) this.#take(line);
    return i;
  }

  finish(): void {
    this.#parser.finish();
  }

  #take({ text, columns }: Cleaned): void {
    const prefix = this.#prefixes.lengthIn(text);
    const rest = text.slice(prefix);
    const bytes = Uint8Array.from(rest, (character) => character.charCodeAt(0));
    const columnOf = (index: number): number => {
      const at = index + prefix;
      if (!columns) return at + 1;
      return (columns[at] ?? (columns.at(-1) ?? -1) + 1 + at - columns.length) + 1;
    };
    this.#parser.takeCleaned(bytes, prefix > 0 || columns ? columnOf : undefined);
  }
}

export default {
  name: 'lspci-quoted',
  title: 'lspci -x behind quote marks or log prefixes, with terminal colours or HTML entities',
  kind: 'text',
  rank: 45,
  detect({ text }: Head): boolean {
    const prefixes = new Prefixes();
    const lines = text.split('\n').map((line) => clean(line.slice(0, longestLine)).text);
    for (const line of lines) prefixes.learn(line);
    let header = false;
    for (const line of lines) {
      const rest = line.slice(prefixes.lengthIn(line));
      if (header && firstRow.test(rest)) return true;
      header ||= headerLine.test(rest);
    }
    return false;
  },
  open(file) {
    return new QuotedParser(file);
  },
} satisfies TextFormat;
