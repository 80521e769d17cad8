import type { Subject } from './subject.ts';

/** How much a signal says: alone, nearly alone, with others, or against a VF. */
export type Weight = 'decisive' | 'strong' | 'supporting' | 'against';

/** One thing that can be seen in a dump and that speaks for or against a Function being a VF. */
export interface Signal {
  readonly id: string;
  /** Where it is in the list of all: the strongest first. */
  readonly rank: number;
  readonly weight: Weight;
  readonly title: string;
  /** Why it speaks, and when it misleads. */
  readonly why: string;
  /**
   * Looks only at the bytes; at what all Functions of one kind have in common: the bytes, their domain, IDs and name, and
   * what else is stated of them; or speaks only where sysfs attributes or links are beside the bytes. Else at all.
   */
  readonly looksAt?: 'bytes' | 'kind' | 'surroundings';
  /** What was seen, or undefined when it does not speak. */
  look(subject: Subject): string | undefined;
}

/** A signal whose name the compiler knows. */
export const defineSignal = <const Id extends string>(
  signal: Signal & { readonly id: Id },
): Signal & { readonly id: Id } => signal;
