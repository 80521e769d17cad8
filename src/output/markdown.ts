import type { Sheet } from '../reference/sheet.ts';
import { safe } from './text/safe.ts';

type Cell = string | number | null;

/** Text in which nothing is markup, an HTML element or a mention; it stays in its line. */
export const escaped = (text: string): string =>
  safe(text.replaceAll('\n', ' ')).replace(/[\\`*_[\]<>|#@~]/g, '\\$&');

/** A name as code, also in a table. */
export const code = (text: string): string => `\`${safe(text).replaceAll('`', "'").replaceAll('|', '\\|')}\``;

/** One page of `explain` as Markdown. */
export function sheetMarkdown({ name, title, facts, parts }: Sheet): string {
  const line = (indent: string, [label, text]: readonly [string, string]): string =>
    `${indent}- **${label}**: ${escaped(text)}\n`;
  let out = `## ${code(name)}: ${escaped(title)}\n\n${facts.map((fact) => line('', fact)).join('')}`;
  for (const part of parts) {
    const where = part.path === '' ? escaped(part.place) : `${escaped(part.place)} ${code(part.path)}`;
    out += `\n### ${where}: ${escaped(part.title)}\n\n`;
    out += part.facts.map((fact) => line('', fact)).join('');
  }
  return out;
}

/** A table; code in the columns that hold names. */
export function tableMarkdown(
  columns: readonly string[],
  rows: readonly Readonly<Record<string, Cell>>[],
): string {
  const names = new Set(['name', 'id', 'path', 'linux']);
  const cell = (column: string, value: Cell | undefined): string => {
    if (value === null || value === undefined) return '';
    return names.has(column) && typeof value === 'string' ? code(value) : escaped(String(value));
  };
  const lines = [
    `| ${columns.join(' | ')} |`,
    `|${columns.map(() => '---|').join('')}`,
    ...rows.map((row) => `| ${columns.map((column) => cell(column, row[column])).join(' | ')} |`),
  ];
  return `${lines.join('\n')}\n`;
}
