import { allDefinitions } from '../decode/definitions.ts';
import { bitsText, isValue, referenceRows } from '../reference/rows.ts';
import type { Access } from '../registers/define.ts';
import { type Hazard, isGoverned, type VfRule } from '../registers/vf.ts';

/** One row of the tables: a field, or a register that is one value. */
export interface FieldRecord {
  /** `sriov.control.vf_enable`; of a table `ea.entry[n].base`. */
  readonly path: string;
  /** Its title in the specification. */
  readonly title: string;
  /** Bits in the register, such as `3:0`. */
  readonly bits: string;
  /** How software may access it. */
  readonly access: Access | undefined;
  /** What the field is in a VF; null where no text says. */
  readonly vf_rule: VfRule | null | undefined;
  /** Whether what the PF has counts for its VFs: one value counts for all of them, or theirs must be the same. */
  readonly shared: boolean;
  /** How hard a shared field is to give to a guest, 1 to 3. */
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
      shared: isGoverned(row.vf),
      hazard: row.vf?.hazard,
      linux: row.linux,
      spec: row.spec,
    }));

/** What there is to know about a capability, or of a header layout. */
export interface CapabilityRecord {
  /** Its path name, such as `sriov`; the three layouts are all `header`. */
  readonly name: string;
  /** Its title in the specification. */
  readonly title: string;
  /** Which list it is in; a `dvsec` is told by its vendor and DVSEC ID. */
  readonly kind: 'header' | 'standard' | 'extended' | 'dvsec';
  /** As the list has it. */
  readonly id: number;
  /** Section of the specification, with its edition. */
  readonly spec: string;
  /** Setpci's name, such as `ECAP_SRIOV`. */
  readonly setpci: string | undefined;
  /** Macro of linux/pci_regs.h for the ID. */
  readonly linux: string | undefined;
  /** What the capability as a whole is in a VF; null where no text says. */
  readonly vf_rule: VfRule | null | undefined;
  /** Why nothing but the name is known. */
  readonly name_only: string | undefined;
}

/** Every capability that has a table: headers first. */
export const capabilities = (): CapabilityRecord[] =>
  allDefinitions().map(({ name, title, kind, id, spec, aliases, vf, nameOnly }) => ({
    name,
    title,
    kind,
    id,
    spec,
    setpci: aliases?.setpci,
    linux: aliases?.linux,
    vf_rule: vf?.rule,
    name_only: nameOnly,
  }));
