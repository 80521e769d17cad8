import type { Severity } from '../model/diagnostic.ts';

/** A finding on the run itself, which no rule makes. */
export interface RunFinding {
  readonly id: string;
  readonly severity: Severity;
  /** Whether it is looked for only when asked for, by a flag or by its name. */
  readonly onRequest?: boolean;
  readonly title: string;
  readonly why: string;
  readonly fix: string;
}

/** What lint finds in its own configuration, its baseline, and in what it could not look at. */
export const runFindings = {
  unusedSuppression: {
    id: 'config/unused-suppression',
    severity: 'warning',
    title: 'Every suppression hides something',
    why: 'The finding is gone, or the suppression names another rule, file or function than was meant.',
    fix: 'Remove it from the configuration, or correct its rule, files and function.',
  },
  expiredSuppression: {
    id: 'config/expired-suppression',
    severity: 'warning',
    title: 'No suppression is past its date',
    why: 'Its day has come: what it hid counts again.',
    fix: 'Repair what it hid, or give it a later date and a reason why.',
  },
  staleBaseline: {
    id: 'config/stale-baseline',
    severity: 'info',
    title: 'Every finding of the baseline is still there',
    why: 'An entry that is gone would hide the same finding when it comes back.',
    fix: 'Write the baseline anew with --write-baseline.',
  },
  incomplete: {
    id: 'dump/incomplete',
    severity: 'error',
    onRequest: true,
    title: 'With --require-complete: every rule could look at every function',
    why: 'A rule is skipped if the dump lacks the bytes that it needs: the Function passes without having been checked.',
    fix: '{{bytes}} Or lint without --require-complete.',
  },
} as const satisfies Readonly<Record<string, RunFinding>>;

export const allRunFindings: readonly RunFinding[] = Object.values(runFindings);
