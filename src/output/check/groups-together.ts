import type { CheckedGroup } from '../../checks/groups.ts';
import type { PciFunction } from '../../model/function.ts';
import { type Listed, runsOf } from '../../verdict/runs.ts';
import type { FunctionReport } from '../../verdict/system.ts';
import { rangesText } from '../text/given.ts';
import type { Glyphs } from '../text/style.ts';
import type { GroupedSystem } from './groups.ts';
import { withoutAddresses } from './subjects.ts';

/** Groups that one paragraph tells: one, or several of one Function each, which are alike. */
export interface Told extends Listed {
  readonly group: CheckedGroup;
}

export interface Paragraph {
  readonly together: readonly [Told, ...Told[]];
  /** They are counted as they are told. */
  readonly from: number;
  readonly to: number;
  /** Their Functions, those together that are alike. */
  readonly lines: readonly (readonly [FunctionReport, ...FunctionReport[]])[];
}

/** The groups of a system, those together that differ in addresses and numbers alone. */
export function* toldTogether({ system, groups }: GroupedSystem): Generator<Paragraph> {
  const told = groups.map((group, n): Told => {
    const { functions, because, agrees, isKnown, statedNumbers } = group;
    const [first] = functions;
    const reasons = because.map(({ seen }) => withoutAddresses(seen));
    const kind =
      functions.length > 1
        ? `${n}`
        : JSON.stringify([
            agrees,
            isKnown,
            agrees === false ? statedNumbers : statedNumbers.length > 0,
            reasons,
          ]);
    return { group, report: system.report(first as PciFunction), kind };
  });
  let from = 1;
  for (const together of runsOf(told)) {
    const listed = together.flatMap(({ group }) =>
      group.functions.map((fn): Listed => ({ report: system.report(fn), kind: '' })),
    );
    const lines = runsOf(listed).map(
      (run) => run.map(({ report }) => report) as [FunctionReport, ...FunctionReport[]],
    );
    yield { together, from, to: from + together.length - 1, lines };
    from += together.length;
  }
}

/** `the input states the same: groups 12…74`; '' where it states none. */
export function statedText(together: readonly Told[], g: Pick<Glyphs, 'to'>): string {
  const [{ group }] = together as [Told];
  const numbers = statedNumbersOf(together);
  if (numbers.length === 0) return '';
  const text = `group${numbers.length === 1 ? '' : 's'} ${rangesText(numbers, g)}`;
  if (group.statedNumbers.length > 1) return `the input states ${text}`;
  if (group.agrees === false) return `the input states ${text}, with others in it`;
  return group.isKnown ? `the input states the same: ${text}` : `the input states ${text}`;
}

/** Numbers of the groups that the input states for them, in ascending order. */
export const statedNumbersOf = (together: readonly Told[]): number[] =>
  [...new Set(together.flatMap(({ group }) => group.statedNumbers))].sort((a, b) => a - b);

/** Why it is one group; of several in one sentence. */
export function reasonsOf(together: readonly Told[]): string[] {
  const [first] = together as [Told];
  const isSame = together.every(({ group }) =>
    group.because.every(({ seen }, n) => seen === first.group.because[n]?.seen),
  );
  return first.group.because.map(({ seen }) => (isSame ? seen : `${seen}; it is the same for the others`));
}
