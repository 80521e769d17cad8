import { allSteps, type QuestionName, questionNames, questions } from '../checks/questions.ts';
import { parseAddress } from '../model/address.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { type GroupsRecord, groupedSystem, groupsRecord } from '../output/check/groups.ts';
import { largestOf, type SubjectRecord, subjectRecord } from '../output/check/record.ts';
import { explained, type WhyRecord, whyRecord } from '../output/check/why.ts';
import { everything } from '../verdict/select.ts';
import { type NameOptions, systemOf } from './relations.ts';

/** What `check` is asked. */
export interface CheckOptions extends NameOptions {
  /** Address of the Function asked about; every one that the question is about without. */
  readonly function?: string;
  /** For `enable`: how many VFs are wanted; as many as can be without. */
  readonly vfs?: number;
}

/** Answers a question about Functions of a snapshot step by step: what `lsvf check --format json` prints of it. */
export function check(
  snapshot: Snapshot,
  question: QuestionName,
  options: CheckOptions = {},
): SubjectRecord[] {
  const { function: address, vfs } = options;
  if (!questionNames.includes(question)) throw new TypeError(questionProblem(question));
  const system = systemOf(snapshot, options);
  const { ask, isAbout } = questions[question];
  const key = address === undefined ? undefined : parseAddress(address);
  const asked = vfs === undefined ? {} : { vfs };
  return [...system.machine.byKey.values()]
    .filter((fn) => (address === undefined ? isAbout(system, fn) : fn.key === key))
    .map((fn) =>
      subjectRecord({
        system,
        fn,
        question,
        asked,
        ladder: ask(system, fn, asked),
        largest: largestOf(question, system, fn),
      }),
    );
}

/** JavaScript may ask anything, and `groups` is a question of the command. */
function questionProblem(question: unknown): string {
  const hint = question === 'groups' ? '; groups() gives the IOMMU groups' : '';
  return `check has no question '${String(question)}' (${questionNames.join(', ')})${hint}`;
}

/** The IOMMU groups that Linux would form, beside those that the input states. */
export const groups = (snapshot: Snapshot, options: NameOptions = {}): GroupsRecord =>
  groupsRecord(groupedSystem(systemOf(snapshot, options), everything));

/** What a Function is, why, and what Linux makes of it; undefined when the snapshot has none at the address. */
export function why(snapshot: Snapshot, address: string, options: NameOptions = {}): WhyRecord | undefined {
  const system = systemOf(snapshot, options);
  const key = parseAddress(address);
  const fn = key === undefined ? undefined : system.machine.byKey.get(key);
  return fn && whyRecord(explained(system, fn));
}

/** What there is to know about a step. */
export interface CheckRecord {
  /** Question and step, such as `enable/ari-forwarding`. */
  readonly id: string;
  /** What must hold. */
  readonly title: string;
  /** Why it must. */
  readonly why: string;
  /** What Linux does where it fails. */
  readonly linux: string;
  /** What is returned where it does not hold; null where nothing is. */
  readonly errno: string | null;
  /** What to do then. */
  readonly fix: string;
  /** Where Linux does so. */
  readonly source: string;
}

/** Every step of every question. */
export const checks = (): CheckRecord[] =>
  allSteps.map(({ meta: { id, title, why: reason, linux, errno, fix, source } }) => ({
    id,
    title,
    why: reason,
    linux,
    errno,
    fix,
    source,
  }));
