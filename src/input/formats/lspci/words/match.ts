import type { Row, Table } from './language.ts';

/** What a row needs of a line of text. */
export interface LabelledLine {
  readonly label: string;
  readonly text: string;
}

/** Where a row looks: at lines of one label, of a label with any number in it, or at the n-th line with a number. */
interface Place {
  readonly label: string;
  readonly nth?: number;
  readonly numbered?: { readonly before: string; readonly after: string };
}

const places = new WeakMap<Row, Place>();

function placeOf(row: Row): Place {
  let place = places.get(row);
  if (!place) {
    const nth = /^(.*) @(\d+)$/.exec(row.line);
    const [before = '', after] = row.line.split('#');
    if (nth) place = { label: nth[1] ?? '', nth: Number(nth[2]) };
    else place = { label: row.line, ...(after === undefined ? {} : { numbered: { before, after } }) };
    places.set(row, place);
  }
  return place;
}

/** A line, and the index that `[0]` in the path of a row stands for there. */
interface Found<Line> {
  readonly line: Line;
  readonly index: number;
}

/** The lines of a block, by their labels. */
export class Lines<Line extends LabelledLine> {
  readonly #all: readonly Line[];
  readonly #byLabel = new Map<string, Found<Line>[]>();

  constructor(lines: readonly Line[]) {
    this.#all = lines;
    for (const line of lines) {
      const same = this.#byLabel.get(line.label);
      if (same) same.push({ line, index: 0 });
      else this.#byLabel.set(line.label, [{ line, index: 0 }]);
    }
  }

  /** The lines that a row may be in. */
  for(row: Row): readonly Found<Line>[] {
    const { label, nth, numbered } = placeOf(row);
    if (nth !== undefined) {
      const line = this.#all.filter((one) => one.label.replace(/ \d+$/, '') === label)[nth];
      return line ? [{ line, index: nth }] : [];
    }
    if (!numbered) return this.#byLabel.get(label) ?? [];
    const { before, after } = numbered;
    return this.#all.flatMap((line) => {
      if (!line.label.startsWith(before) || !line.label.endsWith(after)) return [];
      const number = line.label.slice(before.length, line.label.length - after.length);
      return /^\d+$/.test(number) ? [{ line, index: Number(number) }] : [];
    });
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
