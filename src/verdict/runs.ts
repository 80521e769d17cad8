import { areAlikeOrdinary, isOrdinary } from './alike.ts';
import { fewestAlike, follows } from './hierarchy.ts';
import { type FunctionReport, pfOf } from './system.ts';

/** A Function in a list, and what it must have in common with others to share their line. */
export interface Listed {
  readonly report: FunctionReport;
  readonly kind: string;
}

/**
 * The same list with those together that one line can stand for: VFs of one PF whose numbers follow each other, also
 * where VFs of another PF lie between them, and ordinary Functions next to each other from four on, as in the tree.
 */
export function runsOf<Item extends Listed>(items: readonly Item[]): [Item, ...Item[]][] {
  const runs: [Item, ...Item[]][] = [];
  const ofVfs = new Map<string, [Item, ...Item[]]>();
  for (const item of items) {
    const { report, kind } = item;
    const key = `${pfOf(report)} ${kind}`;
    const run = isOrdinary(report) ? runs.at(-1) : ofVfs.get(key);
    if (run && run[0].kind === kind && goOn((run.at(-1) ?? run[0]).report, report)) run.push(item);
    else {
      const begun: [Item, ...Item[]] = [item];
      runs.push(begun);
      if (!isOrdinary(report)) ofVfs.set(key, begun);
    }
  }
  return runs.flatMap((run) =>
    isOrdinary(run[0].report) && run.length < fewestAlike ? run.map((item): [Item] => [item]) : [run],
  );
}

const goOn = (before: FunctionReport, after: FunctionReport): boolean =>
  isOrdinary(after) ? areAlikeOrdinary(before, after) : follows(before, after);
