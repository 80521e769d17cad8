import type { Difference, FieldChange, FunctionRef } from '../../compare/difference.ts';
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
  summaryText,
  whyText,
} from '../diff/blocks.ts';
import type { ChangeBlock, ChangeRow, DifferenceModel } from './model.ts';

/** What `diff` says, as the page of `report` takes it. */
export function differenceModel(difference: Difference): DifferenceModel {
  const blocks = blocksOf(difference).map((block): ChangeBlock => {
    const [ref] = block.functions;
    const place = { address: ref?.address ?? '', system: sideOf(difference, ref) } as const;
    if (block.kind !== 'pair') {
      const word = { added: 'added', removed: 'removed', lost: 'changed', regained: 'changed' }[block.kind];
      const { where, what } = functionsText(block.functions);
      const texts = block.text === '' ? [] : [block.text];
      return { where, what: `${word}: ${what}`, ...place, texts, rows: [], volatile: [] };
    }
    const { meanings, changes, volatile, guest } = block.pair;
    const host = guestText(block.pair);
    const row = (change: FieldChange): ChangeRow => [
      markOf(change),
      change.field,
      change.beforeText,
      change.afterText,
      whyText(change, guest !== null) ?? '',
    ];
    return {
      ...pairHeading(block),
      ...place,
      texts: [
        ...(host === null ? [] : [host]),
        ...(guest === null ? meanings.filter((one) => !one.volatile).map(({ text }) => text) : []),
        ...omittedTexts(changes, false).map((text) => text.replace(/ \(--all shows .*?\)$/, '')),
      ],
      rows: shownChanges(changes, false).map(row),
      volatile: volatile.map(row),
    };
  });
  const apart = difference.ambiguous.map(
    ({ before, after, why }) =>
      `Cannot be told apart: ${addressList(before)} and ${addressList(after)}: ${why}`,
  );
  return { summary: summaryText(difference), blocks, notes: [...apart, ...incomparableLines(difference)] };
}

/** Which input a Function is in. */
const sideOf = ({ after }: Difference, ref: FunctionRef | undefined): 0 | 1 =>
  after.some(({ source }) => source === ref?.source) ? 1 : 0;
