import type { Part, Wrapping } from '../define.ts';
import { look } from '../evidence.ts';
import { addressAnywhere } from '../known-lines.ts';
import { findRow } from '../row.ts';
import { type Text, TextBuilder } from '../text.ts';

/**
 * What nearly all lines begin and end with, whatever is in them: found without rows, which may be inside JSON or base64
 * that a log holds. The same before rows alone is found later, from those.
 */
const share = 0.9;
const pieces = /[A-Za-z]+|[0-9]+|[ \t]+|[^A-Za-z0-9 \t]/g;
/** Offsets of rows are numbers, too. */
const offsetsOnly = /^[ 0:]*$/;
const longest = 200;
const mostPieces = 60;
const leastLines = 4;

const kindOf = (piece: string): string => (/^[ \t]/.test(piece) ? ' ' : /^[0-9]/.test(piece) ? '0' : piece);

/** The kinds of pieces that most lines have at one end, from there inwards. */
function common(list: readonly string[][]): string[] {
  const found: string[] = [];
  let left = list;
  for (let n = 0; n < mostPieces; n++) {
    const counts = new Map<string, number>();
    for (const line of left) {
      const piece = line[n];
      if (piece === undefined) continue;
      const kind = kindOf(piece);
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    const [best] = [...counts].sort((a, b) => b[1] - a[1]);
    if (!best || best[1] < share * list.length) break;
    found.push(best[0]);
    left = left.filter((line) => kindOf(line[n] ?? '') === best[0]);
  }
  return found;
}

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
const sourceOf = (kind: string): string =>
  kind === ' ' ? '[ \\t]+' : kind === '0' ? '[0-9]+' : literal(kind);

/** Digits and letters at the inner end may be those of what is inside. */
function trimmed(kinds: readonly string[]): string[] {
  const kept = [...kinds];
  while (kept.length > 0 && /^[A-Za-z0-9]/.test(kept.at(-1) ?? '')) kept.pop();
  return kept;
}

function prefixOf(lines: readonly string[]): RegExp | undefined {
  const all = common(lines.map((line) => line.slice(0, longest).match(pieces) ?? []));
  const record = all.findIndex((kind, n) => kind === '{' && all[n + 1] === '"');
  const kinds = trimmed(record < 0 ? all : all.slice(0, record));
  // A quote or a bracket begins what is inside.
  while (kinds.length > 0 && /^["'{[(<]$/.test(kinds.at(-1) ?? '')) kinds.pop();
  if (kinds.every((kind) => offsetsOnly.test(kind))) return undefined;
  const hasBlanks = kinds.at(-1) === ' ';
  const head = (hasBlanks ? kinds.slice(0, -1) : kinds).map(sourceOf).join('');
  // What is inside may be indented in turn.
  const whole = new RegExp(`^${head}([ \\t]*)(?=\\S)`);
  const blanks = lines.map((line) => whole.exec(line)?.[1]).filter((found) => found !== undefined);
  const shared = blanks.reduce((a, b) => (a.length < b.length ? a : b), blanks[0] ?? '');
  return new RegExp(`^${head}(?:${literal(shared)}|[ \\t]*$)`);
}

/** Marks that most lines end with; letters and digits may be those of what is inside. */
function suffixOf(lines: readonly string[]): string {
  let suffix = '';
  let left = lines;
  for (let n = 1; n <= longest; n++) {
    const counts = new Map<string, number>();
    for (const line of left) {
      const mark = line.at(-n);
      if (mark !== undefined && /[^A-Za-z0-9\x80-\xff]/.test(mark))
        counts.set(mark, (counts.get(mark) ?? 0) + 1);
    }
    const [best] = [...counts].sort((a, b) => b[1] - a[1]);
    if (!best || best[1] < share * lines.length) break;
    suffix = best[0] + suffix;
    left = left.filter((line) => line.at(-n) === best[0]);
  }
  // A quote, a bracket or a comma after them ends what is inside.
  const own = suffix.replace(/^["'}\]),;]+/, '');
  return /^[>\s]*$/.test(own) ? '' : own;
}

/** Whether it ends before the row or the address of each line that has one. */
function sparesContent(lines: readonly string[], prefix: RegExp): boolean {
  return lines.every((line) => {
    const length = prefix.exec(line)?.[0].length ?? 0;
    const row = length === 0 ? undefined : findRow(line);
    const start = row ? row.start : line.search(addressAnywhere);
    return start < 0 || length <= start;
  });
}

function without(text: Text, prefix: RegExp | undefined, suffix: string): Part {
  const builder = new TextBuilder(text);
  let dropped = 0;
  for (const [n, line] of text.lines.entries()) {
    const from = prefix?.exec(line)?.[0].length;
    // Another program's message; but nothing that looks like a part of a dump is dropped.
    if (prefix && from === undefined && look(line, false).kind === 'other') {
      dropped++;
      continue;
    }
    const end = line.endsWith(suffix) ? line.length - suffix.length : line.length;
    builder.copyLine(n, from ?? 0, Math.max(from ?? 0, end));
  }
  return { text: builder.finish(), dropped };
}

export default {
  name: 'common-affix',
  title: 'what a program put before or after each line',
  kind: 'container',
  rank: 290,
  detect: ({ lines }) => lines.length >= leastLines,
  unwrap(text): Part[] {
    const filled = text.lines.filter((line) => line.trim() !== '');
    if (filled.length < leastLines) return [];
    const [prefix, suffix] = [prefixOf(filled), suffixOf(filled)];
    if (prefix && !sparesContent(filled, prefix)) return [];
    return prefix || suffix !== '' ? [without(text, prefix, suffix)] : [];
  },
} satisfies Wrapping;
