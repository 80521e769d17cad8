import type { Difference, FieldChange, FunctionDifference } from '../../compare/difference.ts';
import { safe } from '../text/safe.ts';
import { wrap } from '../text/wrap.ts';
import { markOf } from './blocks.ts';
import { colourOf, type DiffTextOptions, document, withWhy } from './text.ts';

const widestPath = 46;
const narrowestValue = 12;

/** A column for each side. */
export function* diffSideBySide(difference: Difference, options: DiffTextOptions): Generator<string> {
  yield* document(difference, options, columns);
}

function* columns(
  changes: readonly FieldChange[],
  guest: FunctionDifference['guest'],
  { style }: DiffTextOptions,
): Generator<string> {
  const { chalk, width, unicode } = style;
  if (changes.length === 0) return;
  const [first, second] = headsOf(guest);
  const bar = chalk.dim(unicode ? '│' : '|');
  const room = width - 4 - 2 * 3 - 2 * narrowestValue;
  const path = Math.min(widestPath, Math.max(8, room), Math.max(...changes.map(({ field }) => field.length)));
  const value = Math.max(narrowestValue, Math.floor((width - 4 - path - 6) / 2));
  const row = (change: FieldChange): string => {
    const left = cells(change.beforeText, value);
    const right = cells(change.afterText, value);
    const name = cells(change.field, path);
    let out = '';
    for (let n = 0; n < Math.max(left.length, right.length, name.length); n++) {
      const lead = n === 0 ? `  ${markOf(change)} ` : '    ';
      const a = (left[n] ?? '').padEnd(value);
      const b = right[n] ?? '';
      out +=
        `${chalk.dim(lead)}${colourOf(change, chalk)((name[n] ?? '').padEnd(path))} ${bar} ${chalk.red(a)} ${bar} ${chalk.green(b)}`.trimEnd();
      out += '\n';
    }
    return out;
  };
  yield `    ${' '.repeat(path)} ${bar} ${chalk.bold(first.padEnd(value))} ${bar} ${chalk.bold(second)}\n`;
  yield* withWhy(changes, guest !== null, style, row);
}

const headsOf = (guest: FunctionDifference['guest']): readonly [string, string] => {
  if (guest === null) return ['before', 'after'];
  return guest === 'after' ? ['host', 'guest'] : ['guest', 'host'];
};

/** Text in lines of at most `width`; a word that is longer is cut up. */
function cells(text: string, width: number): string[] {
  return wrap(safe(text), width).flatMap((line) => line.match(new RegExp(`.{1,${width}}`, 'gu')) ?? ['']);
}
