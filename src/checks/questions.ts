import type { PciFunction } from '../model/function.ts';
import type { System } from '../verdict/system.ts';

import { assignSubject } from './assign/define.ts';
import { assignSteps } from './assign/index.ts';
import { enableSteps } from './enable/index.ts';
import { enableLadder } from './enable/largest.ts';
import { type AnyStep, climb, type Ladder } from './ladder.ts';
import { svaSubject } from './sva/define.ts';
import { svaSteps } from './sva/index.ts';

/** What `check` answers. */
export const questionNames = ['enable', 'assign', 'sva'] as const;
/** A question that `check` answers. */
export type QuestionName = (typeof questionNames)[number];

/** What a question needs to know beside the Function. */
export interface Asked {
  /** How many VFs are wanted; as many as can be without. */
  readonly vfs?: number;
}

/** A question about one Function. */
export interface Question {
  readonly name: QuestionName;
  /** As it is printed above an answer. */
  readonly title: string;
  readonly steps: readonly Pick<AnyStep<never>, 'meta' | 'examples'>[];
  /** Whether a Function is looked at where none is selected. */
  isAbout(system: System, fn: PciFunction): boolean;
  ask(system: System, fn: PciFunction, asked: Asked): Ladder;
}

export const questions: Readonly<Record<QuestionName, Question>> = {
  enable: {
    name: 'enable',
    title: 'Can VFs be enabled?',
    steps: enableSteps,
    isAbout: (system, fn) => system.machine.pfs.has(fn.key),
    ask: (system, fn, { vfs }) => enableLadder(system, fn, vfs),
  },
  assign: {
    name: 'assign',
    title: 'Can it be given to a guest?',
    steps: assignSteps,
    isAbout: (system, fn) => system.report(fn).verdict.role === 'vf',
    ask: (system, fn) => climb(assignSteps, assignSubject(system, fn)),
  },
  sva: {
    name: 'sva',
    title: 'Will shared virtual addressing work?',
    steps: svaSteps,
    isAbout: hasPartOfSva,
    ask: (system, fn) => climb(svaSteps, svaSubject(system, fn)),
  },
};

/** Every step of every question, in its order. */
export const allSteps: readonly Pick<AnyStep<never>, 'meta' | 'examples'>[] = questionNames.flatMap(
  (name) => questions[name].steps,
);

/** Whether a Function, or the PF of a VF, has one of the capabilities that SVA needs. */
function hasPartOfSva(system: System, fn: PciFunction): boolean {
  const { view, holder } = svaSubject(system, fn);
  return [view, holder].some((one) =>
    ['pasid', 'pri', 'ats'].some((name) => {
      const { source } = one?.has(name) ?? { source: 'not-in-function' };
      return source === 'bytes' || source === 'stated';
    }),
  );
}
