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

/** Hardware that deviates, with the source. */
const known: readonly {
  readonly path: RegExp;
  readonly ids?: readonly [number, number];
  readonly vendor?: number;
  readonly text: string;
}[] = [
  {
    path: /^pcie\.device_capabilities\.function_level_reset_capability$/,
    ids: [0x8086, 0x10ed],
    text: 'the 82599 VF reads 0 and can do a Function Level Reset all the same (Linux, reset_intel_82599_sfp_virtfn)',
  },
  {
    path: /^header\.interrupt_pin$/,
    ids: [0x8086, 0x270c],
    text: 'this VF is known to show an interrupt pin (Linux, known_bogus_vf_intx_pin)',
  },
  {
    path: /^header\.(header_type\.multi_function|expansion_rom\.)/,
    vendor: 0x177d,
    text: 'Cavium’s VFs copy the bit of the PF',
  },
  {
    path: /^(header\.command\.|pcie\.link_|aer\.)/,
    ids: [0x8086, 0x10ca],
    text: 'QEMU’s model of this VF has writable Command and AER registers and live link registers, which hardware VFs do not',
  },
  {
    path: /^(header\.command\.|pcie\.(link_|device_control))/,
    vendor: 0x1b36,
    text: 'QEMU’s VFs have a writable Command register and live link registers, which hardware VFs do not',
  },
];

/** Notes on one VF. Only raw bytes count: what a hypervisor shows is filled in on purpose. */
export function consistencyNotes(sharing: Sharing, report: FunctionReport): ConsistencyNote[] {
  if (report.fn.config.u16(0) !== 0xffff) return [];
  const notes: ConsistencyNote[] = [];
  for (const { fields } of sharing.capabilities) {
    for (const field of fields) {
      const note = noteOn(field);
      if (note) notes.push({ ...note, definition: field.definition, known: knownFor(field.path, report) });
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

function knownFor(path: string, { vendorId, deviceId }: FunctionReport): string | null {
  const entry = known.find(
    (candidate) =>
      candidate.path.test(path) &&
      (candidate.ids
        ? candidate.ids[0] === vendorId && candidate.ids[1] === deviceId
        : candidate.vendor === vendorId),
  );
  return entry?.text ?? null;
}
