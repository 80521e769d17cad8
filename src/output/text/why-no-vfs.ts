import { enableLadder } from '../../checks/enable/largest.ts';
import type { FunctionReport, System } from '../../verdict/system.ts';

/* Loaded only where a PF has its VFs off: the steps are a good part of a start. */

/** What keeps the VFs of a PF off, where they are off and none can be enabled. */
export function whyNoVfs(system: System, { fn, pf }: FunctionReport): string | undefined {
  if (pf?.settings?.enabled !== false) return undefined;
  const { answer, deciding } = enableLadder(system, fn);
  if (answer !== 'no' || !deciding) return undefined;
  // What comes after the first part says how many could, and what would be needed.
  const [seen] = deciding.seen.split(/[:;] /);
  return `VFs cannot be enabled: ${seen} (lsvf check enable)`;
}
