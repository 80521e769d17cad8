import { pfOf } from '../../verdict/system.ts';
import { groupedBy } from '../grouped.ts';
import { sourceName } from '../text/source-name.ts';
import type { Style } from '../text/style.ts';
import type { Subject } from './record.ts';
import { subjectText } from './text.ts';

/** The answers for all Functions that were asked about. Those that differ in addresses and numbers of groups alone share one. */
export function* subjectsText(subjects: readonly Subject[], style: Style): Generator<string> {
  const bySystem = groupedBy(subjects, ({ system }) => system);
  let isFirst = true;
  for (const [system, asked] of bySystem) {
    if (!isFirst) yield '\n';
    isFirst = false;
    if (bySystem.size > 1) yield `${style.chalk.underline(sourceName(system.snapshot))}\n`;
    const groups = [...groupedBy(asked, shapeOf).values()];
    if (groups.length > 1) {
      for (const group of groups)
        yield `${(group[0] as Subject).ladder.answer.padEnd(7)}  ${whoText(group)}\n`;
      yield '\n';
    }
    for (const [n, group] of groups.entries()) {
      if (n > 0) yield '\n';
      yield* subjectText(group[0] as Subject, style, group.length > 1 ? whoText(group) : undefined);
    }
  }
}

/** `0000:01:10.0 … 0000:01:11.4 (7)`. */
function whoText(group: readonly Subject[]): string {
  const [first, last] = [group[0] as Subject, group.at(-1) as Subject];
  return group.length === 1 ? first.fn.address : `${first.fn.address} … ${last.fn.address} (${group.length})`;
}

/** What is the same of two Functions that are answered alike. */
function shapeOf({ system, fn, ladder, largest }: Subject): string {
  const report = system.report(fn);
  const steps = ladder.steps.map(({ result, seen, fix, bases }) => [result, masked(seen), fix, bases]);
  const { vendorId, deviceId, name } = report;
  return JSON.stringify([vendorId, deviceId, name, String(pfOf(report)), ladder.answer, largest, steps]);
}

const masked = (text: string): string => withoutAddresses(text).replace(/\bgroup \d+/g, 'group #');

/** What a sentence about one Function has in common with the same about another. */
export const withoutAddresses = (text: string): string =>
  text.replace(/[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]/g, '@');
