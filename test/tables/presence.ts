import type { Condition } from '../../src/registers/define.ts';

/** A condition on one value of the dump, or (negated) that it does not hold. */
export interface Constraint {
  /** Two constraints with one variable look at the same bits. */
  readonly variable: string;
  /** The largest value that fits the bits. */
  readonly max: number;
  readonly condition: Condition;
  readonly negated?: boolean;
}

/** When something is there: every constraint of `all` holds, and no list of `none` holds as a whole. */
export interface Presence {
  readonly all: readonly Constraint[];
  readonly none: readonly (readonly Constraint[])[];
}

export const always: Presence = { all: [], none: [] };

export function both(a: Presence, b: Presence): Presence {
  return { all: [...a.all, ...b.all], none: [...a.none, ...b.none] };
}

/** Whether some values of the variables allow it. */
export function possible({ all, none }: Presence): boolean {
  const byVariable = new Map<string, Constraint[]>();
  for (const constraint of all) {
    const list = byVariable.get(constraint.variable);
    if (list) list.push(constraint);
    else byVariable.set(constraint.variable, [constraint]);
  }
  for (const list of byVariable.values()) if (!someValue(list)) return false;
  const [first, ...others] = none;
  if (!first) return true;
  return first.some((constraint) =>
    possible({ all: [...all, { ...constraint, negated: !constraint.negated }], none: others }),
  );
}

/** The values that can make a difference are those named by a condition, their neighbours and both ends. */
function someValue(constraints: readonly Constraint[]): boolean {
  const max = Math.min(...constraints.map((constraint) => constraint.max));
  const candidates = new Set([0, max]);
  for (const { condition } of constraints) {
    for (const value of valuesOf(condition)) {
      for (const near of [value - 1, value, value + 1]) if (near >= 0 && near <= max) candidates.add(near);
    }
  }
  return [...candidates].some((value) =>
    constraints.every(({ condition, negated = false }) => holds(condition, value) !== negated),
  );
}

/** Every number that a condition names. */
export function valuesOf(condition: Condition): readonly number[] {
  if (typeof condition === 'number') return [condition];
  if (isList(condition)) return condition;
  if ('atLeast' in condition) return [condition.atLeast];
  if ('atMost' in condition) return [condition.atMost];
  return typeof condition.not === 'number' ? [condition.not] : condition.not;
}

function holds(condition: Condition, value: number): boolean {
  if (typeof condition === 'number') return value === condition;
  if (isList(condition)) return condition.includes(value);
  if ('atLeast' in condition) return value >= condition.atLeast;
  if ('atMost' in condition) return value <= condition.atMost;
  return !valuesOf(condition).includes(value);
}

const isList = (condition: Condition): condition is readonly number[] => Array.isArray(condition);
