import { deviationOf } from '../registers/vf-deviations.ts';
import type { FunctionReport } from '../verdict/system.ts';
import type { SharedField, Sharing } from './sharing.ts';

/** Where a VF shows something else than the rule says. */
export interface ConsistencyNote {
  readonly path: string;
  readonly seen: number | bigint;
  readonly expected: number | bigint;
  readonly definition: SharedField['definition'];
  readonly text: string;
  /** Hardware that is known to do this; null when none is. */
  readonly known: string | null;
}

/** Notes on one VF. Only raw bytes count: what a hypervisor shows is filled in on purpose. */
export function consistencyNotes(sharing: Sharing, report: FunctionReport): ConsistencyNote[] {
  if (report.fn.config.u16(0) !== 0xffff) return [];
  const { vendorId, deviceId } = report;
  const notes: ConsistencyNote[] = [];
  for (const { fields } of sharing.capabilities) {
    for (const field of fields) {
      const note = noteOn(field);
      if (note)
        notes.push({
          ...note,
          definition: field.definition,
          known: deviationOf(field.path, vendorId, deviceId)?.text ?? null,
        });
    }
  }
  return notes;
}

function noteOn(field: SharedField): Omit<ConsistencyNote, 'known' | 'definition'> | undefined {
  const { path, rule, vfValue, pfValue } = field;
  if (vfValue === null) return undefined;
  const seen = BigInt(vfValue);
  if (rule === 'hardwired-zero' && seen !== 0n) {
    return { path, seen: vfValue, expected: 0, text: 'must read 0 in a VF' };
  }
  if (rule === 'pf-value-applies' && seen !== 0n) {
    return { path, seen: vfValue, expected: 0, text: 'is reserved in a VF; the value of the PF counts' };
  }
  if (rule === 'must-match-pf' && pfValue !== null && seen !== BigInt(pfValue) && seen !== 0n) {
    return { path, seen: vfValue, expected: pfValue, text: 'must be the same as in the PF' };
  }
  if (path === 'pcie.device_capabilities.function_level_reset_capability' && seen === 0n) {
    return { path, seen: vfValue, expected: 1, text: 'must be 1 in a VF' };
  }
  return undefined;
}
