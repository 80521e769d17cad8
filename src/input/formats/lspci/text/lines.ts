import type { Position } from '../../../../model/diagnostic.ts';

/** One line of the file, without what comes before and after its words. */
export interface RawLine {
  /** Columns of blanks before it; a tab goes on to the next eighth. */
  readonly indent: number;
  readonly text: string;
  /** Index among the lines of the Function. */
  readonly line: number;
  /** Index in that line. */
  readonly column: number;
}

/** `DevCtl` and what follows its colon, continuation lines joined; a second label gives `SltSta.Changed`. */
export interface TextLine {
  readonly label: string;
  readonly text: string;
  /** Where the parts of the text are that came from different lines. */
  readonly parts: readonly { readonly from: number; readonly line: number; readonly column: number }[];
}

const tabStop = 8;

export function rawLine(content: string, line: number): RawLine {
  let indent = 0;
  let column = 0;
  for (; column < content.length; column++) {
    const character = content[column];
    if (character === '\t') indent += tabStop - (indent % tabStop);
    else if (character === ' ') indent++;
    else break;
  }
  return { indent, text: content.slice(column).trimEnd(), line, column };
}

/** Where the lines of a Function are in its file. */
export interface Place {
  readonly file: string;
  /** Line of the first. */
  readonly firstLine: number;
  /** Column of a character of a line that something was taken away from. */
  readonly columnOf?: (line: number, index: number) => number;
}

/** Where a character of a line is in the file. */
export function positionIn(line: TextLine, index: number, place: Place): Position {
  const part = line.parts.findLast(({ from }) => from <= index) ?? line.parts[0];
  const [row, column] = part ? [part.line, part.column + index - part.from] : [0, 0];
  return {
    file: place.file,
    line: place.firstLine + row,
    column: place.columnOf?.(row, column) ?? column + 1,
  };
}

/** Words that are a label of their own inside of a labelled line. */
const innerLabels = new Set([
  'Addr',
  'Arb',
  'AtomicOpsCap',
  'AtomicOpsCtl',
  'Cap',
  'Caps',
  'Changed',
  'Control',
  'Ctl',
  'Ctrl',
  'Desc',
  'Enable',
  'Sta',
  'Status',
]);

interface Growing {
  label: string;
  text: string;
  parts: { from: number; line: number; column: number }[];
}

/** Joins lines of a block to labelled ones. */
export class Joiner {
  readonly lines: Growing[] = [];

  /** A line without a label, such as the title of a capability. */
  plain({ text, line, column }: RawLine): void {
    this.lines.push({ label: '', text, parts: [{ from: 0, line, column }] });
  }

  add(raw: RawLine): void {
    const match = /^([^:]*[\w)]):(?:\s+(.*))?$/.exec(raw.text);
    if (!match) {
      this.plain(raw);
      return;
    }
    const [, label = '', text = ''] = match;
    const inner = innerOf(text);
    const words = inner?.text ?? text;
    this.#push(inner ? `${label}.${inner.label}` : label, words, raw);
  }

  /** A line that goes on with the one before it, or has a label within that one's. */
  continue(raw: RawLine): void {
    const last = this.lines.at(-1);
    const inner = innerOf(raw.text);
    if (!last) this.add(raw);
    else if (inner) this.#push(`${last.label.replace(/\..*/, '')}.${inner.label}`, inner.text, raw);
    else {
      last.parts.push({ from: last.text.length + 1, line: raw.line, column: raw.column });
      last.text += ` ${raw.text}`;
    }
  }

  #push(label: string, text: string, raw: RawLine): void {
    const column = raw.column + raw.text.length - text.length;
    this.lines.push({ label, text, parts: [{ from: 0, line: raw.line, column }] });
  }
}

function innerOf(text: string): { label: string; text: string } | undefined {
  const match = /^(\w+):\s+(.*)$/.exec(text);
  return match && innerLabels.has(match[1] ?? '')
    ? { label: match[1] ?? '', text: match[2] ?? '' }
    : undefined;
}
