import { largestNumberOfVfs } from '../../checks/enable/largest.ts';
import type { Answer, Ladder, Result, StepResult } from '../../checks/ladder.ts';
import type { Asked, QuestionName } from '../../checks/questions.ts';
import type { PciFunction } from '../../model/function.ts';
import { snapshotName } from '../../model/snapshot.ts';
import type { System } from '../../verdict/system.ts';

/** What `check --format json` says about one step. */
export interface StepRecord {
  /** Question and step, such as `enable/ari-forwarding`. */
  readonly step: string;
  /** What must hold. */
  readonly title: string;
  /** Whether it holds. */
  readonly result: Result;
  /** `guest`: about a guest that is given the Function. */
  readonly side: 'host' | 'guest';
  /** The Function that decides. */
  readonly function: string;
  /** Paths that were read. */
  readonly fields: readonly string[];
  /** What was seen, with its values. */
  readonly seen: string;
  /** What it rests on: `bytes`, or who states it. */
  readonly known_from: readonly string[];
  /** How many VFs this step lets be enabled; null where it sets no limit. */
  readonly most_vfs: number | null;
  /** What Linux does where it does not hold. */
  readonly linux: string;
  /** `ENOMEM`; null where the step did not fail, or nothing is returned. */
  readonly errno: string | null;
  /** What to do; null where there is nothing to do. */
  readonly fix: string | null;
  /** Where Linux does so. */
  readonly source: string;
  /** Where Linux 6.12 and 7.2 differ. */
  readonly versions: string | null;
}

/** What it says about one Function. */
export interface SubjectRecord {
  /** The input. */
  readonly source: string;
  /** The Function that was asked about. */
  readonly function: string;
  /** For `enable`: how many VFs were looked at; null of other questions. */
  readonly vfs: number | null;
  /** For `enable`: how many can be enabled at most; null where the dump does not tell, and of other questions. */
  readonly largest_vfs: number | null;
  /** What the steps come to. */
  readonly answer: Answer;
  /** The step that decides: the first that failed, or that is not known; null where the answer is yes. */
  readonly decided_by: string | null;
  /** The steps that are not known: a yes holds as far as the dump tells. */
  readonly open: readonly string[];
  /** For `sva`: the same for a guest that is given the Function; null of other questions. */
  readonly guest: { readonly answer: Answer; readonly decided_by: string | null } | null;
  /** The steps, in their order. */
  readonly steps: readonly StepRecord[];
}

/** One Function that was asked about, with its answer. */
export interface Subject {
  readonly system: System;
  readonly fn: PciFunction;
  readonly question: QuestionName;
  readonly asked: Asked;
  readonly ladder: Ladder;
  readonly largest: number | null;
}

export const largestOf = (question: QuestionName, system: System, fn: PciFunction): number | null =>
  question === 'enable' ? largestNumberOfVfs(system, fn) : null;

const stepRecord = ({
  meta,
  result,
  fn,
  fields,
  seen,
  bases,
  most,
  linux,
  errno,
  fix,
}: StepResult): StepRecord => ({
  step: meta.id,
  title: meta.title,
  side: meta.side ?? 'host',
  result,
  function: fn.address,
  fields,
  seen,
  known_from: bases,
  most_vfs: most ?? null,
  linux,
  errno,
  fix,
  source: meta.source,
  versions: meta.versions ?? null,
});

export function subjectRecord({ system, fn, question, asked, ladder, largest }: Subject): SubjectRecord {
  const total = system.machine.pfs.get(fn.key)?.settings?.totalVfs ?? null;
  return {
    source: snapshotName(system.snapshot),
    function: fn.address,
    vfs: question === 'enable' ? (asked.vfs ?? largest ?? total) : null,
    largest_vfs: largest,
    answer: ladder.answer,
    decided_by: ladder.deciding?.meta.id ?? null,
    open: ladder.steps.flatMap(({ meta, result }) => (result === 'unknown' ? [meta.id] : [])),
    guest: ladder.guest
      ? { answer: ladder.guest.answer, decided_by: ladder.guest.deciding?.meta.id ?? null }
      : null,
    steps: ladder.steps.map(stepRecord),
  };
}
