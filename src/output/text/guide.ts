import type { Style } from './style.ts';
import { wrap } from './wrap.ts';

const widest = 88;
const indent = '    ';
const listItem = /^(?:- |\d+\. )/;

/** A guide, written in Markdown, as a person reads it: headings bold, code dim and never wrapped. */
export function* guideText(markdown: string, style: Style): Generator<string> {
  const { chalk } = style;
  const width = Math.min(style.width, widest);
  // Every second part is the inside of a fence.
  const parts = markdown.split(/^```.*\n/m);
  for (const [n, part] of parts.entries()) {
    if (n % 2 === 1) {
      for (const line of part.trimEnd().split('\n')) yield `${codeLine(line, style)}\n`;
      continue;
    }
    const blocks = part
      .split(/\n{2,}/)
      .map((block) => block.trim())
      .filter((block) => block !== '');
    for (const [m, block] of blocks.entries()) {
      if (n > 0 || m > 0) yield '\n';
      const [, marks = '', heading = ''] = /^(#+) (.*)$/m.exec(block) ?? [];
      if (marks !== '') yield `${chalk.bold(withoutMarks(heading))}\n`;
      else if (block.startsWith('|')) yield* tableRows(block, width);
      else yield* proseLines(block, width);
    }
    if (n < parts.length - 1) yield '\n';
  }
}

const codeLine = (line: string, { chalk }: Style): string =>
  line === '' ? '' : indent + (line.startsWith('$ ') ? chalk.bold(line) : chalk.dim(line));

function* proseLines(block: string, width: number): Generator<string> {
  const items = block.split(/\n(?=- |\d+\. )/);
  for (const item of items) {
    const lead = listItem.exec(item)?.[0] ?? '';
    const text = withoutMarks(item.slice(lead.length).replace(/\s+/g, ' '));
    for (const [n, line] of wrap(text, width - lead.length).entries())
      yield `${n === 0 ? lead : ' '.repeat(lead.length)}${line}\n`;
  }
}

/** The rows of a table: the first cell, and below it the others. */
function* tableRows(block: string, width: number): Generator<string> {
  const rows = block.split('\n').map((line) =>
    line
      .replace(/^\| ?| ?\|\s*$/g, '')
      .split(/ \| /)
      .map((cell) => withoutMarks(cell.replaceAll('\\|', '|').trim())),
  );
  for (const [first = '', ...rest] of rows.slice(2)) {
    yield `${first}\n`;
    for (const cell of rest) for (const line of wrap(cell, width - indent.length)) yield `${indent}${line}\n`;
  }
}

/** Text without the marks of Markdown: emphasis, code and links, of which those to other guides say how to read them. */
function withoutMarks(text: string): string {
  return text
    .replace(
      /\[([^\]]*)\]\((\w[\w-]*)\.md\)/g,
      (_, title: string, name: string) => `${title} (lsvf guide ${name})`,
    )
    .replace(/\[([^\]]*)\]\((https?:[^)]*)\)/g, '$1 ($2)')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*([^*]+)\*\*/g, '$1')
    .replace(/(?<![\w*])\*([^*]+)\*/g, '$1')
    .replaceAll('`', '');
}
