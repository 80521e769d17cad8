import type { Row, Table } from './language.ts';

/** What a row needs of a line of text. */
export interface LabelledLine {
  readonly label: string;
  readonly text: string;
}

/** The lines that a row may be in, each with the index that `[0]` in its path stands for. */
export function* linesFor<Line extends LabelledLine>(
  row: Row,
  lines: readonly Line[],
): Generator<{ line: Line; index: number }> {
  const nth = /^(.*) @(\d+)$/.exec(row.line);
  let count = 0;
  for (const line of lines) {
    if (nth) {
      if (line.label.replace(/ \d+$/, '') !== nth[1]) continue;
      if (count++ === Number(nth[2])) yield { line, index: Number(nth[2]) };
    } else if (row.line.includes('#')) {
      const [before, after] = row.line.split('#') as [string, string];
      const number = line.label.slice(before.length, line.label.length - after.length);
      if (line.label.startsWith(before) && line.label.endsWith(after) && /^\d+$/.test(number))
        yield { line, index: Number(number) };
    } else if (line.label === row.line) yield { line, index: 0 };
  }
}

const inLabel = '#';
const patterns = new WeakMap<Row, RegExp>();

function patternOf(row: Row): RegExp {
  let pattern = patterns.get(row);
  if (!pattern) {
    const source = row.words
      .split(/(\*\*|\*$|\*|\u00b1)/)
      .map((part, n, parts) => {
        if (part === '**') return '(.*)';
        if (part === '±') return '([+-])(?=$|[\\s,;)])';
        if (part === '*')
          return n >= parts.length - 2 && parts.at(-1) === '' ? '([^,;)\\]]*?)(?=$|[,;)\\]\\s])' : '(.*?)';
        return part.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
      })
      .join('');
    const begins = row.words.startsWith('*') ? '^' : /^[\w<>]/.test(row.words) ? '(?<=^|[\\s(,;=/])' : '';
    pattern = new RegExp(begins + source);
    patterns.set(row, pattern);
  }
  return pattern;
}

/** The words of a line that stand for the value of a row, and where they begin; undefined when it has none. */
export function wordsIn(row: Row, line: LabelledLine): { words: string; at: number } | undefined {
  if (row.words === inLabel) {
    const number = /\d+$/.exec(line.label)?.[0];
    return number === undefined ? undefined : { words: number, at: 0 };
  }
  const match = patternOf(row).exec(line.text);
  const words = match?.[1];
  if (!match || words === undefined) return undefined;
  return { words, at: match.index + match[0].lastIndexOf(words) };
}

/** What any version of lspci prints with `-vv` and `-vvv`. */
export const rowsOf = (table: Table): readonly Row[] => [...table.rows, ...(table.other ?? [])];
