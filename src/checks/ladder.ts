import type { FunctionExample } from '../decode/example.ts';
import type { FunctionView } from '../decode/view.ts';
import type { PciFunction } from '../model/function.ts';
import type { FieldPath } from '../registers/index.ts';

/*
 * The language in which questions are answered: a ladder of steps in the order in which the kernel takes them, one file a
 * step. The first failure is the answer; the later steps are shown all the same.
 */

/** What a step comes to. */
export type Result = 'pass' | 'fail' | 'unknown' | 'not-applicable';
/** What a question comes to. */
export type Answer = 'yes' | 'no' | 'unknown';

export interface StepMeta<P extends FieldPath = FieldPath> {
  /** Question and step, which is its path too: `enable/ari-forwarding`. */
  readonly id: string;
  /** What must hold. */
  readonly title: string;
  /** The Functions that it reads. */
  readonly of: string;
  readonly reads: readonly P[];
  /** What happens when it does not hold. */
  readonly why: string;
  /** What Linux does then: the function, and what it says in dmesg. */
  readonly linux: string;
  /** What it returns, such as `ENOMEM`; null where nothing is returned to the caller. */
  readonly errno: string | null;
  readonly fix: string;
  /** The kernel's file, function and versions that were read, and the specification's section. */
  readonly source: string;
  /** Where kernels differ, from 6.12 to 7.2. */
  readonly versions?: string;
  /** Whether what it does not know leaves the answer open; a step about what many dumps never state does not. */
  readonly isOptional?: true;
  /** What must be so for a yes where the step is not known: `an IOMMU is in use`. */
  readonly condition?: string;
  /** It says what a guest gets, and never fails. */
  readonly isInformation?: true;
  /** It is about a guest that is given the Function: it does not decide for the system of the dump. */
  readonly side?: 'guest';
  /** Without it nothing after it can be looked at. */
  readonly isGate?: true;
}

export interface Outcome {
  readonly result: Result;
  /** The Function that decides; the one asked about unless given. */
  readonly fn?: PciFunction;
  readonly fields?: readonly FieldPath[];
  readonly seen: string;
  /** How many VFs this step lets be enabled. */
  readonly most?: number;
  /** Linux looks no further: nothing after it decides anything. */
  readonly closes?: true;
  /** In place of the step's own, where this case needs another. */
  readonly linux?: string;
  readonly errno?: string | null;
  readonly fix?: string;
}

/** How a value is known: from bytes, or by what the input states. */
export type Basis = string;

/** Reads fields for a step, and notes from what they are known. */
export class Reader<P extends FieldPath = FieldPath> {
  readonly bases = new Set<Basis>();
  readonly paths = new Set<string>();

  /** A value, undefined where neither bytes nor words have it, or the Function does not have the field. */
  number(view: FunctionView, path: P): number | undefined {
    this.paths.add(path);
    const answer = view.ask(path);
    if (answer.source !== 'bytes' && answer.source !== 'stated') return undefined;
    this.bases.add(answer.source === 'bytes' ? 'bytes' : answer.by);
    return Number(answer.value);
  }

  /** Whether the Function is known not to have the field. */
  isAbsent(view: FunctionView, path: P): boolean {
    this.paths.add(path);
    return view.ask(path).source === 'not-in-function';
  }

  /** Notes a fact that is not a field: whoever states it. */
  stated<T>(fact: { readonly value: T; readonly by: string } | undefined): T | undefined {
    if (fact) this.bases.add(fact.by);
    return fact?.value;
  }
}

export interface StepExample {
  readonly functions: readonly FunctionExample[];
  /** The Function asked about; the last one unless given. */
  readonly at?: string;
  /** How many VFs are asked for. */
  readonly vfs?: number;
}

export interface Step<S, P extends FieldPath = FieldPath> {
  readonly meta: StepMeta<P>;
  look(subject: S, read: Reader<P>): Outcome;
  /** Tests run them: each good one passes, each bad one fails. */
  readonly examples: { readonly good: readonly StepExample[]; readonly bad: readonly StepExample[] };
}

/** A step as a ladder has it, whatever it reads. */
export type AnyStep<S> = Pick<Step<S>, 'meta' | 'examples'> & {
  look(subject: S, read: Reader<never>): Outcome;
};

export interface StepResult {
  readonly meta: StepMeta;
  readonly result: Result;
  readonly fn: PciFunction;
  readonly fields: readonly FieldPath[];
  readonly seen: string;
  /** `bytes`, `sysfs`, `lspci` …: what it rests on. */
  readonly bases: readonly Basis[];
  /** Every field that it asked for, known or not. */
  readonly paths: readonly string[];
  readonly most: number | undefined;
  /** Whether that is fewer than were looked at. */
  readonly limits: boolean;
  /** Whether nothing after it was looked at. */
  readonly closes: boolean;
  /** What Linux does: of a step that failed. */
  readonly linux: string;
  readonly errno: string | null;
  /** What to do; null where there is nothing, or the dump is what is short. */
  readonly fix: string | null;
}

export interface Ladder {
  readonly answer: Answer;
  readonly steps: readonly StepResult[];
  /** The first failure, or without one the first step that is not known and decides. */
  readonly deciding: StepResult | undefined;
  /** The same for a guest that is given the Function; undefined where the question is not about one. */
  readonly guest: { readonly answer: Answer; readonly deciding: StepResult | undefined } | undefined;
}

/** Climbs the steps of a question for one Function. */
export function climb<S extends { readonly fn: PciFunction }>(
  steps: readonly AnyStep<S>[],
  subject: S,
): Ladder {
  const results: StepResult[] = [];
  let closed: StepResult | undefined;
  for (const step of steps) {
    const result = closed ? notReached(step, subject.fn, closed) : lookAt(step, subject);
    results.push(result);
    if (result.closes) closed ??= result;
  }
  const ofHost = results.filter(({ meta }) => meta.side !== 'guest');
  const isAboutGuests = ofHost.length < results.length;
  return { ...answerOf(ofHost), steps: results, guest: isAboutGuests ? answerOf(results) : undefined };
}

function answerOf(results: readonly StepResult[]): Pick<Ladder, 'answer' | 'deciding'> {
  const failed = results.find(({ result }) => result === 'fail');
  const open = results.find(({ result, meta }) => result === 'unknown' && !meta.isOptional);
  return { answer: failed ? 'no' : open ? 'unknown' : 'yes', deciding: failed ?? open };
}

function lookAt<S extends { readonly fn: PciFunction }>(step: AnyStep<S>, subject: S): StepResult {
  const read = new Reader<never>();
  const outcome = step.look(subject, read);
  const { result, fn = subject.fn, fields = [], seen, most, linux, errno, fix } = outcome;
  const { meta } = step;
  const looked = 'count' in subject && typeof subject.count === 'number' ? subject.count : undefined;
  return {
    meta,
    result,
    fn,
    fields,
    seen,
    bases: [...read.bases].sort(),
    paths: [...read.paths],
    most,
    limits: most !== undefined && looked !== undefined && most < looked,
    closes: outcome.closes ?? (meta.isGate === true && (result === 'fail' || result === 'unknown')),
    linux: linux ?? meta.linux,
    errno: result === 'fail' ? (errno === undefined ? meta.errno : errno) : null,
    fix: fix ?? (result === 'fail' ? meta.fix : null),
  };
}

const notReached = <S>({ meta }: AnyStep<S>, fn: PciFunction, { meta: gate }: StepResult): StepResult => ({
  meta,
  result: 'not-applicable',
  fn,
  fields: [],
  seen: `not looked at: ${gate.id} comes first`,
  bases: [],
  paths: [],
  most: undefined,
  limits: false,
  closes: false,
  linux: meta.linux,
  errno: null,
  fix: null,
});

/* What `look` returns. */
export const unknown = (seen: string, more: Partial<Outcome> = {}): Outcome => ({
  result: 'unknown',
  seen,
  ...more,
});
export const pass = (seen: string, more: Partial<Outcome> = {}): Outcome => ({
  result: 'pass',
  seen,
  ...more,
});
export const fail = (seen: string, more: Partial<Outcome> = {}): Outcome => ({
  result: 'fail',
  seen,
  ...more,
});
export const notApplicable = (seen: string): Outcome => ({ result: 'not-applicable', seen });
