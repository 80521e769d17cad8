import type { Hit } from '../../reference/search.ts';
import type { Style } from './style.ts';
import { count } from './tree.ts';
import { wrap } from './wrap.ts';

/** More than these are a list that nobody reads. */
const mostHits = 24;
const mostBeside = 8;

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
  const column = Math.max(...shown.map(({ name }) => name.length));
  const wide = Math.max(...shown.map(({ kind }) => kind.length));
  for (const { name, kind, title } of shown) {
    const lead = `  ${name.padEnd(column)}  ${kind.padEnd(wide)}  `;
    const [first = '', ...more] = wrap(title, Math.max(24, width - lead.length));
    yield `  ${chalk.cyan(name.padEnd(column))}  ${chalk.dim(kind.padEnd(wide))}  ${first}\n`;
    for (const line of more) yield `${' '.repeat(lead.length)}${line}\n`;
  }
  const left = hits.length - shown.length;
  if (left > 0) yield `  ${chalk.dim(`and ${left} more`)}\n`;
}
