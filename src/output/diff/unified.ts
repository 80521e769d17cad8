import type { Difference, FieldChange, FunctionRef } from '../../compare/difference.ts';
import { safe } from '../text/safe.ts';
import {
  addressList,
  blocksOf,
  functionsText,
  guestText,
  incomparableLines,
  omittedTexts,
  pairHeading,
  shownChanges,
  sourceText,
  summaryText,
  whyText,
} from './blocks.ts';
import type { DiffTextOptions } from './text.ts';

/** Lines with `-` and `+` as diff -u has them, so that tools which show such files show this one. */
export function* diffUnified(difference: Difference, { style, all }: DiffTextOptions): Generator<string> {
  const { chalk } = style;
  yield `${chalk.red(`--- ${sourceText(difference.before)}`)}\n`;
  yield `${chalk.green(`+++ ${sourceText(difference.after)}`)}\n`;
  const name = (functions: readonly FunctionRef[]): string => {
    const { where, what } = functionsText(functions);
    return `${where}  ${what}`;
  };
  for (const block of blocksOf(difference)) {
    if (block.kind === 'pair') {
      const { changes, volatile, meanings, guest } = block.pair;
      const { where, what } = pairHeading(block);
      yield `${chalk.cyan(`@@ ${where}  ${what} @@`)}\n`;
      const text = guestText(block.pair);
      if (text !== null) yield `# ${text}\n`;
      const shown = shownChanges(changes, all);
      if (guest === null) {
        for (const { text, volatile: live } of meanings) if (all || !live) yield `# ${safe(text)}\n`;
      }
      yield* rows(shown);
      for (const omitted of omittedTexts(changes, all)) yield `# ${omitted}\n`;
      if (volatile.length > 0)
        yield `# volatile, does not count (--all): ${volatile.map(({ field }) => field).join(', ')}\n`;
    } else if (block.kind === 'lost' || block.kind === 'regained') {
      for (const ref of block.functions)
        yield `${chalk.cyan(`@@ ${name([ref])} @@`)}\n# ${safe(block.text)}\n`;
    } else {
      const [mark, paint] =
        block.kind === 'added' ? (['+', chalk.green] as const) : (['-', chalk.red] as const);
      for (const ref of block.functions) yield `${paint(`${mark}${name([ref])}`)}\n`;
    }

    function* rows(changes: readonly FieldChange[]): Generator<string> {
      const isGuest = block.kind === 'pair' && block.pair.guest !== null;
      const column = Math.max(0, ...changes.map(({ field }) => field.length));
      for (const change of changes) {
        const why = whyText(change, isGuest);
        const field = change.field.padEnd(column);
        if (change.kind !== 'added') yield `${chalk.red(`-${field}  ${safe(change.beforeText)}`)}\n`;
        if (change.kind !== 'removed') yield `${chalk.green(`+${field}  ${safe(change.afterText)}`)}\n`;
        if (why !== null) yield `# ${safe(why)}\n`;
      }
    }
  }
  for (const { before, after, why } of difference.ambiguous) {
    yield `# ${addressList(before)} could be ${addressList(after)}: ${why}\n`;
  }
  for (const line of incomparableLines(difference)) yield `# cannot be compared: ${line}\n`;
  yield `# ${summaryText(difference)}\n`;
}
