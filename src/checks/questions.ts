import type { PciFunction } from '../model/function.ts';
import type { System } from '../verdict/system.ts';

import { enableSteps } from './enable/index.ts';
import { enableLadder } from './enable/largest.ts';
import type { AnyStep, Ladder } from './ladder.ts';

export const questionNames = ['enable'] as const;
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
};
