import { computed } from '@preact/signals';
import { type Sharing, sharingOf } from '../../sharing/sharing.ts';
import type { FunctionReport } from '../../verdict/system.ts';
import { chosen, current } from '../state.ts';

/** The VF whose sharing is shown: the chosen one, or the first of the chosen PF. */
export const sharer = computed((): FunctionReport | undefined => {
  const [machine, report] = [current.value, chosen.value];
  if (!machine || !report) return undefined;
  if (report.verdict.role === 'vf') return report;
  const first = report.pf?.vfs.find((key) => key !== undefined);
  const fn = first === undefined ? undefined : machine.system.machine.byKey.get(first);
  return fn && machine.byAddress.get(fn.address);
});

export const sharing = computed((): Sharing | undefined => {
  const [machine, vf] = [current.value, sharer.value];
  return machine && vf?.verdict.role === 'vf' ? sharingOf(machine.system, vf) : undefined;
});
