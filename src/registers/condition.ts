import type { Condition } from './define.ts';

/** Whether a value is one that a condition asks for. */
export function matches(condition: Condition, value: number): boolean {
  if (typeof condition === 'number') return value === condition;
  if (Array.isArray(condition)) return condition.includes(value);
  const range = condition as Exclude<Condition, number | readonly number[]>;
  if ('atLeast' in range) return value >= range.atLeast;
  if ('atMost' in range) return value <= range.atMost;
  const not = range.not;
  return typeof not === 'number' ? value !== not : !not.includes(value);
}
