import type { PciFunction } from '../../model/function.ts';
import type { System } from '../../verdict/system.ts';
import { climb, type Ladder } from '../ladder.ts';
import { enableSubject } from './define.ts';
import { enableSteps } from './index.ts';

/** The ladder for one PF. */
export const enableLadder = (system: System, fn: PciFunction, vfs?: number): Ladder =>
  climb(enableSteps, enableSubject(system, fn, vfs));

/** How many VFs of a PF can be enabled: 0 where none can; null where the dump does not tell. */
export function largestNumberOfVfs(system: System, fn: PciFunction): number | null {
  const { answer, steps } = enableLadder(system, fn);
  if (answer === 'no') return 0;
  if (answer === 'unknown') return null;
  const limits = steps.flatMap(({ most }) => (most === undefined ? [] : [most]));
  return limits.length === 0 ? null : Math.min(...limits);
}
