import { computed } from '@preact/signals';
import { type Sharing, sharingOf } from '../../sharing/sharing.ts';
import type { FunctionReport } from '../../verdict/system.ts';
import type { Opened } from '../opened.ts';
import { chosen, current } from '../state.ts';

/** The VF whose sharing is shown: the chosen one, or the first of the chosen PF. */
export const sharer = computed((): FunctionReport | undefined => {
  const [machine, report] = [current.value, chosen.value];
  return machine && report ? sharerOf(machine, report) : undefined;
});

/** The VF whose sharing tells about a Function: itself, or the first VF of a PF. */
export function sharerOf(machine: Opened, report: FunctionReport): FunctionReport | undefined {
  if (report.verdict.role === 'vf') return report;
  const first = report.pf?.vfs.find((key) => key !== undefined);
  const fn = first === undefined ? undefined : machine.system.machine.byKey.get(first);
  return fn && machine.byAddress.get(fn.address);
}

export const sharing = computed((): Sharing | undefined => {
  const [machine, vf] = [current.value, sharer.value];
  return machine && vf?.verdict.role === 'vf' ? sharingOf(machine.system, vf) : undefined;
});
