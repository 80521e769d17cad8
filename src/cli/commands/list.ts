import Table from 'cli-table3';
import { tableMarkdown } from '../../output/markdown.ts';
import { schemaVersion } from '../../output/records/terms.ts';
import { type ListName, lists } from '../../reference/lists.ts';
import type { CommonFlags } from '../options.ts';
import { Output } from '../output.ts';
import { terminalStyle } from '../terminal.ts';

export interface ListFlags extends Omit<CommonFlags, 'select'> {
  readonly format: 'text' | 'json' | 'markdown';
}

/** The columns of text and Markdown; JSON has every one. */
const columns: Readonly<Record<ListName, readonly string[]>> = {
  capabilities: ['name', 'kind', 'id', 'fields', 'title', 'name_only'],
  fields: ['path', 'bits', 'access', 'vf_rule', 'hazard', 'title'],
  rules: ['id', 'severity', 'profile', 'about', 'title'],
  formats: ['name', 'kind', 'convert', 'title'],
  signals: ['id', 'weight', 'title'],
  checks: ['id', 'errno', 'title'],
};

export async function list(what: ListName, flags: ListFlags): Promise<void> {
  const rows = lists[what]();
  const output = new Output(flags.output, flags.format === 'json' ? 'json' : 'text');
  if (flags.format === 'json')
    output.write(`${JSON.stringify({ schema_version: schemaVersion, [what]: rows }, null, 2)}\n`);
  else {
    const shown = columns[what].filter((column) => rows.some((row) => row[column] !== undefined));
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
