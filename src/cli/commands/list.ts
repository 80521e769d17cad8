import Table from 'cli-table3';
import { tableMarkdown } from '../../output/markdown.ts';
import { schemaVersion } from '../../output/records/terms.ts';
import { type ListName, lists } from '../../reference/lists.ts';
import { UsageError } from '../exit.ts';
import type { CommonFlags } from '../options.ts';
import { Output } from '../output.ts';
import { terminalStyle } from '../terminal.ts';

export interface ListFlags extends Pick<CommonFlags, 'output' | 'color'> {
  readonly format: 'text' | 'json' | 'markdown';
}

type Row = Readonly<Record<string, string | number | null>>;

/** The columns of text and Markdown; JSON has every one. */
const columns: Readonly<Record<ListName | 'lists', readonly string[]>> = {
  lists: ['list', 'rows', 'title'],
  capabilities: ['name', 'kind', 'id', 'fields', 'title', 'name_only'],
  fields: ['path', 'bits', 'access', 'vf_rule', 'hazard', 'title'],
  rules: ['id', 'severity', 'profile', 'about', 'title'],
  formats: ['name', 'kind', 'convert', 'title'],
  signals: ['id', 'weight', 'title'],
  checks: ['id', 'errno', 'title'],
  terms: ['name', 'title'],
};

const titles: Readonly<Record<ListName, string>> = {
  capabilities: 'capabilities that lsvf decodes',
  fields: 'registers and fields, with what each is in a VF',
  rules: 'what lint checks',
  formats: 'inputs that lsvf reads, and those that it writes',
  signals: 'what speaks for and against a VF',
  checks: 'steps of the questions of check',
  terms: 'words that lsvf prints',
};

const listsRows = (): Row[] =>
  (Object.keys(titles) as ListName[]).map((name) => ({
    list: name,
    rows: lists[name]().length,
    title: titles[name],
  }));

/** The rows that have a pattern in their name or title; one with `*` or `?` fits a whole name. */
function matching(rows: readonly Row[], what: ListName, pattern: string | undefined): readonly Row[] {
  if (pattern === undefined) return rows;
  const wanted = pattern.toLowerCase();
  const asGlob = /[*?]/.test(pattern);
  const inside = wanted
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const regexp = new RegExp(asGlob ? `^${inside}$` : inside);
  const found = rows.filter((row) =>
    ['path', 'name', 'id', ...(asGlob ? [] : ['title', 'linux'])].some((key) => {
      const value = row[key];
      return typeof value === 'string' && regexp.test(value.toLowerCase());
    }),
  );
  if (found.length === 0) throw new UsageError(`list ${what}: nothing fits '${pattern}'`);
  return found;
}

/** What there is of a kind, or which kinds there are. */
export async function list(
  what: ListName | undefined,
  pattern: string | undefined,
  flags: ListFlags,
): Promise<void> {
  const name = what ?? 'lists';
  const rows = what === undefined ? listsRows() : matching(lists[what](), what, pattern);
  const output = new Output(flags.output, flags.format === 'json' ? 'json' : 'text');
  if (flags.format === 'json')
    output.write(`${JSON.stringify({ schema_version: schemaVersion, [name]: rows }, null, 2)}\n`);
  else {
    const shown = columns[name].filter((column) => rows.some((row) => row[column] !== undefined));
    if (flags.format === 'markdown') output.write(tableMarkdown(shown, rows));
    else {
      const style = await terminalStyle(flags);
      const { chalk } = style;
      const nothing = Object.fromEntries(
        Object.keys(new Table().options.chars).map((name) => [name, name === 'middle' ? '  ' : '']),
      );
      const table = new Table({
        head: shown.map((column) => chalk.bold(column.replace('_', ' '))),
        chars: nothing,
        style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
      });
      for (const row of rows) table.push(shown.map((column) => String(row[column] ?? '')));
      const lines = table.toString().split('\n');
      await output.writeText([`${lines.map((line) => line.trimEnd()).join('\n')}\n`], style);
    }
  }
  await output.end();
}
