import type { Difference, FieldChange } from '../../compare/difference.ts';
import { code, escaped } from '../markdown.ts';
import {
  addressList,
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

/** For a comment on a change: headings, sentences and tables. */
export function* diffMarkdown(difference: Difference, all: boolean): Generator<string> {
  yield `## ${code(sourceText(difference.before))} → ${code(sourceText(difference.after))}\n\n${escaped(summaryText(difference))}\n`;
  for (const block of blocksOf(difference)) {
    if (block.kind !== 'pair') {
      const { where, what } = functionsText(block.functions);
      const word = { added: 'added', removed: 'removed', lost: 'changed', regained: 'changed' }[block.kind];
      const text = block.text === '' ? '' : `: ${escaped(block.text)}`;
      yield `\n### ${code(where)} ${word}\n\n${escaped(what)}${text}\n`;
      continue;
    }
    const { meanings, changes, volatile, guest } = block.pair;
    const { where, what } = pairHeading(block);
    yield `\n### ${code(where)}\n\n${escaped(what)}\n`;
    const text = guestText(block.pair);
    if (text !== null) yield `\n${escaped(text)}\n`;
    if (guest === null) {
      const told = meanings.filter((meaning) => all || !meaning.volatile);
      if (told.length > 0) yield `\n${told.map(({ text }) => `- ${escaped(text)}\n`).join('')}`;
    }
    yield* table(shownChanges(changes, all), guest !== null);
    for (const omitted of omittedTexts(changes, all)) yield `\n${escaped(omitted)}\n`;
    if (volatile.length > 0) {
      yield `\n<details><summary>${volatile.length} volatile, not counted</summary>\n`;
      yield* table(volatile, guest !== null);
      yield '\n</details>\n';
    }
  }
  for (const { before, after, why } of difference.ambiguous) {
    yield `\nCannot be told apart: ${addressList(before)} and ${addressList(after)}: ${escaped(why)}\n`;
  }
  const unknown = incomparableLines(difference);
  if (unknown.length > 0)
    yield `\nCannot be compared, and does not count:\n\n${unknown.map((line) => `- ${escaped(line)}\n`).join('')}`;
}

function* table(changes: readonly FieldChange[], isGuest: boolean): Generator<string> {
  if (changes.length === 0) return;
  const why = changes.some((change) => whyText(change, isGuest) !== null);
  yield `\n| | field | before | after |${why ? ' why |' : ''}\n|---|---|---|---|${why ? '---|' : ''}\n`;
  for (const change of changes) {
    const last = why ? ` ${escaped(whyText(change, isGuest) ?? '')} |` : '';
    yield `| ${markOf(change)} | ${code(change.field)} | ${escaped(change.beforeText)} | ${escaped(change.afterText)} |${last}\n`;
  }
}
