import type { Difference, FieldChange, FunctionRef } from '../compare/difference.ts';
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
} from '../output/diff/blocks.ts';

/** Mark, field, before, after, why. */
export type ChangeRow = readonly [string, string, string, string, string];

/** What changed in one Function, or in several in the same way. */
export interface ChangeBlock {
  readonly where: string;
  readonly what: string;
  /** Where the page can go: a Function of the second input, or of the first where the second has it no more. */
  readonly address: string;
  readonly side: 0 | 1;
  readonly texts: readonly string[];
  readonly rows: readonly ChangeRow[];
  readonly volatile: readonly ChangeRow[];
}

/** How the second input differs from the first. */
export interface DifferenceBlocks {
  readonly summary: string;
  readonly blocks: readonly ChangeBlock[];
  /** What could not be compared or told apart. */
  readonly notes: readonly string[];
}

/** What `diff` says, as the page shows it. */
export function differenceBlocks(difference: Difference): DifferenceBlocks {
  const blocks = blocksOf(difference).map((block): ChangeBlock => {
    const [ref] = block.functions;
    const place = { address: ref?.address ?? '', side: sideOf(difference, ref) } as const;
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
