import type { Hit } from '../../reference/search.ts';
import type { Style } from './style.ts';
import { count } from './tree.ts';
import { wrap } from './wrap.ts';

/** More than these are a list that nobody reads. */
const mostHits = 24;
const mostBeside = 8;
/** Columns that a title has at least. */
const titleRoom = 24;

/** What a search found: in place of a page, or beside one. */
export function* hitsText(
  asked: string,
  hits: readonly Hit[],
  isBeside: boolean,
  { chalk, width }: Style,
): Generator<string> {
  const shown = hits.slice(0, isBeside ? mostBeside : mostHits);
  if (isBeside) yield `\n${chalk.bold('See also')}\n`;
  else
    for (const line of wrap(
      `${count(hits.length, 'name')} ${hits.length === 1 ? 'fits' : 'fit'} “${asked}”; lsvf explain NAME shows one.`,
      width,
    ))
      yield `${chalk.bold(line)}\n`;
  const wide = Math.max(...shown.map(({ kind }) => kind.length));
  // A longer name is on a line of its own, so that titles keep room.
  const most = Math.max(16, width - wide - 6 - titleRoom);
  const column = Math.max(0, ...shown.map(({ name }) => name.length).filter((length) => length <= most));
  const indent = ' '.repeat(column + wide + 6);
  for (const { name, kind, title } of shown) {
    const lines = wrap(title, Math.max(titleRoom, width - indent.length));
    const isLong = name.length > column;
    yield `  ${chalk.cyan(name.padEnd(column))}  ${chalk.dim(kind.padEnd(isLong ? 0 : wide))}${isLong ? '' : `  ${lines[0] ?? ''}`}\n`;
    for (const line of isLong ? lines : lines.slice(1)) yield `${indent}${line}\n`;
  }
  const left = hits.length - shown.length;
  if (left > 0) yield `  ${chalk.dim(`and ${left} more`)}\n`;
}
