import type { Subject } from './subject.ts';

interface SnapshotFacts {
  readonly perDomain: ReadonlyMap<number, number>;
  readonly anyRemove: boolean;
}

const facts = new WeakMap<object, SnapshotFacts>();

/** What a signal needs to know about all Functions at once. */
export function factsOf(s: Subject): SnapshotFacts {
  let known = facts.get(s.machine);
  if (!known) {
    const perDomain = new Map<number, number>();
    let anyRemove = false;
    for (const fn of s.machine.snapshot.functions) {
      perDomain.set(fn.domain, (perDomain.get(fn.domain) ?? 0) + 1);
      if (fn.attribute('remove') !== undefined) anyRemove = true;
    }
    known = { perDomain, anyRemove };
    facts.set(s.machine, known);
  }
  return known;
}

/** Whether no other Function is in its domain. */
export const aloneInDomain = (s: Subject): boolean => factsOf(s).perDomain.get(s.fn.domain) === 1;
