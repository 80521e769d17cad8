import type { Difference, FieldChange, FunctionDifference } from '../../compare/difference.ts';
import { safe } from '../text/safe.ts';
import type { Paint, Style } from '../text/style.ts';
import { wrap } from '../text/wrap.ts';
import {
  addressList,
  type Block,
  blocksOf,
  functionsText,
  guestText,
  incomparableLines,
  markOf,
  omittedTexts,
  pairHeading,
  shownChanges,
  sourceText,
  summaryText,
  whyText,
} from './blocks.ts';

export interface DiffTextOptions {
  readonly style: Style;
  /** Volatile fields are among the others, and what follows from other changes is shown. */
  readonly all: boolean;
}

/** How one Function's changes are laid out. */
export type Layout = (
  changes: readonly FieldChange[],
  guest: FunctionDifference['guest'],
  options: DiffTextOptions,
) => Iterable<string>;

/** Both values in one line: `sriov.num_vfs  0 → 7`. */
export function* diffText(difference: Difference, options: DiffTextOptions): Generator<string> {
  yield* document(difference, options, inlineRows);
}

/** The page of a layout; a terminal without Unicode is given ASCII. */
export function* document(
  difference: Difference,
  options: DiffTextOptions,
  layout: Layout,
): Generator<string> {
  const { style } = options;
  const { chalk } = style;
  yield `${chalk.red(`--- ${sourceText(difference.before)}`)} ${chalk.dim(sideText(difference.before))}\n`;
  yield `${chalk.green(`+++ ${sourceText(difference.after)}`)} ${chalk.dim(sideText(difference.after))}\n`;
  for (const block of blocksOf(difference)) {
    yield '\n';
    yield* block.kind === 'pair' ? pairText(block, options, layout) : groupText(block, style);
  }
  for (const { before, after, why } of difference.ambiguous) {
    yield '\n';
    const text = `? ${addressList(before)} could be ${addressList(after)}: ${why}`;
    for (const [n, line] of wrap(text, style.width - 2).entries())
      yield `${chalk.magenta(n === 0 ? line : `  ${line}`)}\n`;
  }
  const unknown = incomparableLines(difference);
  if (unknown.length > 0) yield `\n${chalk.magenta('Cannot be compared, and does not count:')}\n`;
  for (const text of unknown)
    for (const line of wrap(text, style.width - 2)) yield `  ${chalk.magenta(line)}\n`;
  yield '\n';
  for (const line of wrap(summaryText(difference), style.width)) yield `${line}\n`;
}

function sideText(sides: Difference['before']): string {
  const functions = sides.reduce((sum, side) => sum + side.functions, 0);
  const formats = [...new Set(sides.map(({ inputFormat }) => inputFormat))].join(', ');
  return `(${formats}, ${functions} function${functions === 1 ? '' : 's'})`;
}

const groupLook: Readonly<
  Record<Exclude<Block['kind'], 'pair'>, readonly [mark: string, colour: keyof Paint]>
> = {
  added: ['+', 'green'],
  removed: ['-', 'red'],
  lost: ['!', 'red'],
  regained: ['!', 'green'],
};

function* groupText(block: Exclude<Block, { readonly kind: 'pair' }>, style: Style): Generator<string> {
  const { chalk, width } = style;
  const [mark, colour] = groupLook[block.kind];
  const paint = chalk[colour] as Paint;
  const { where, what } = functionsText(block.functions, width - 2);
  yield `${paint(`${mark} ${paint.bold(where)}`)}  ${what}\n`;
  if (block.text !== '') for (const line of wrap(safe(block.text), width - 4)) yield `    ${paint(line)}\n`;
}

function* pairText(
  block: Extract<Block, { readonly kind: 'pair' }>,
  options: DiffTextOptions,
  layout: Layout,
): Generator<string> {
  const { style, all } = options;
  const { chalk, width } = style;
  const { pair } = block;
  const { guest, meanings, changes, volatile } = pair;
  const { where, what } = pairHeading(block, width);
  yield `${chalk.bold(where)}  ${what}\n`;
  const text = guestText(pair);
  if (text !== null) {
    for (const line of wrap(text, width - 2)) yield `  ${chalk.cyan(line)}\n`;
  } else {
    const told = meanings.filter((meaning) => all || !meaning.volatile).map(({ text }) => text);
    for (const text of told) {
      for (const [n, line] of wrap(safe(text), width - 4).entries())
        yield `  ${n === 0 ? '* ' : '  '}${chalk.yellow(line)}\n`;
    }
  }
  yield* layout(shownChanges(changes, all), guest, options);
  for (const omitted of omittedTexts(changes, all)) {
    for (const line of wrap(omitted, width - 2)) yield `  ${chalk.dim(line)}\n`;
  }
  if (volatile.length > 0) yield* volatileText(pair, style);
}

/** What changes by itself: apart, and short. */
function* volatileText({ volatile, meanings }: FunctionDifference, style: Style): Generator<string> {
  const { chalk, width } = style;
  const told = meanings.filter((meaning) => meaning.volatile);
  const read = new Set(told.flatMap(({ reads }) => reads));
  const parts = [
    ...told.map(({ text }) => text),
    ...volatile
      .filter(({ field }) => !read.has(field))
      .map(({ field, beforeText, afterText }) => `${field} ${beforeText} → ${afterText}`),
  ];
  const text = `volatile, does not count (--all): ${safe(parts.join('; '))}`;
  for (const [n, line] of wrap(text, width - 4).entries())
    yield `  ${chalk.dim(n === 0 ? line : `  ${line}`)}\n`;
}

export const offsetText = ({ offsetAfter, offsetBefore }: FieldChange): string => {
  const offset = offsetAfter ?? offsetBefore;
  return offset === null ? '' : `${offset.toString(16).toUpperCase().padStart(2, '0')}h`;
};

export const colourOf = (change: FieldChange, chalk: Paint): Paint =>
  change.kind === 'added' ? chalk.green : change.kind === 'removed' ? chalk.red : chalk;

const widestPath = 46;

/** Sentences below the rows that they are about; neighbours with one sentence share it. */
export function* withWhy(
  changes: readonly FieldChange[],
  isGuest: boolean,
  { chalk, width }: Style,
  row: (change: FieldChange) => string,
): Generator<string> {
  for (const [n, change] of changes.entries()) {
    yield row(change);
    const next = changes[n + 1];
    const why = whyText(change, isGuest);
    if (why === null || (next && whyText(next, isGuest) === why)) continue;
    for (const line of wrap(safe(why), width - 11)) yield `${' '.repeat(11)}${chalk.dim(line)}\n`;
  }
}

function* inlineRows(
  changes: readonly FieldChange[],
  guest: FunctionDifference['guest'],
  { style }: DiffTextOptions,
): Generator<string> {
  const { chalk } = style;
  const column = Math.min(widestPath, Math.max(0, ...changes.map(({ field }) => field.length)));
  yield* withWhy(changes, guest !== null, style, (change) => {
    const lead = `  ${markOf(change)} ${offsetText(change).padStart(5)}  `;
    const values = `${safe(change.beforeText)} → ${safe(change.afterText)}`;
    const paint = colourOf(change, chalk);
    const line = `${paint(change.field.padEnd(column))}  `;
    const fits = lead.length + Math.max(column, change.field.length) + 2 + values.length <= style.width;
    return fits
      ? `${chalk.dim(lead)}${line}${values}\n`
      : `${chalk.dim(lead)}${line.trimEnd()}\n${' '.repeat(11)}${values}\n`;
  });
}
