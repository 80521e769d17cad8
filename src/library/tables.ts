import { allDefinitions } from '../decode/definitions.ts';
import { bitsText, isValue, referenceRows } from '../reference/rows.ts';
import type { Access, CapabilityDefinition } from '../registers/define.ts';
import type { Hazard, VfRule } from '../registers/vf.ts';

/** One row of the tables: a field, or a register that is one value. */
export interface FieldRecord {
  /** `sriov.control.vf_enable`; of a table `ea.entry[n].base`. */
  readonly path: string;
  readonly title: string;
  /** Bits in the register, such as `3:0`. */
  readonly bits: string;
  readonly access: Access | undefined;
  /** What the field is in a VF; null where no text says. */
  readonly vf_rule: VfRule | null | undefined;
  readonly hazard: Hazard | undefined;
  /** Macro of linux/pci_regs.h. */
  readonly linux: string | undefined;
  /** Section of the specification, with its edition. */
  readonly spec: string;
}

/** Every field of every table. */
export const fields = (): FieldRecord[] =>
  referenceRows()
    .filter(isValue)
    .map((row) => ({
      path: row.path,
      title: row.title,
      bits: bitsText(row),
      access: row.access,
      vf_rule: row.vf?.rule,
      hazard: row.vf?.hazard,
      linux: row.linux,
      spec: row.spec,
    }));

/** Every table as it is written: headers first, then capabilities. */
export const capabilities = (): readonly CapabilityDefinition[] => allDefinitions();
