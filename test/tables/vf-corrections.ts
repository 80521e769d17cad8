import type { Hazard, VfRule } from '../../src/registers/define.ts';

export interface VfStatement {
  readonly rule: VfRule;
  readonly hazard?: Hazard;
}

/** Where the tables knowingly differ from a row of vf-fields.jsonl. */
export interface VfCorrection {
  readonly capability: string;
  readonly offset: string;
  readonly bits: string;
  readonly was: VfStatement;
  /** `no-such-field` when the specification has no field there. */
  readonly is: VfStatement | 'no-such-field';
  readonly why: string;
  readonly source: string;
}

export const vfCorrections: readonly VfCorrection[] = [
  {
    capability: 'PCI Express',
    offset: '0x32',
    bits: '0',
    was: { rule: 'must-match-pf' },
    is: { rule: 'pf-value-applies' },
    why: 'Current De-emphasis Level is reserved in a VF (VF RsvdZ), like the fields of Link Status.',
    source: 'PCIe 6.0 §7.5.3.20',
  },
  {
    capability: 'AER',
    offset: '0x1C',
    bits: '127:0',
    was: { rule: 'shared-in-pf', hazard: 3 },
    is: { rule: 'independent', hazard: 3 },
    why: 'Each VF has the register at its own address. That several VFs may share one log is not visible in the bytes; the hazard stays.',
    source: 'PCIe 6.0 §7.8.4.8',
  },
  {
    capability: 'AER',
    offset: '0x38',
    bits: '127:0',
    was: { rule: 'shared-in-pf', hazard: 3 },
    is: { rule: 'independent', hazard: 3 },
    why: 'As the Header Log: a register of the VF, of which the log behind it may be shared.',
    source: 'PCIe 6.0 §7.8.4.12',
  },
  {
    capability: 'Device 3',
    offset: '0x08',
    bits: '1:0',
    was: { rule: 'pf-value-applies', hazard: 2 },
    is: { rule: 'independent' },
    why: 'DMWr Requester Enable is a permission of each Function, as Bus Master Enable; only the 14-Bit Tag enable is moved to the PF.',
    source: 'PCIe 6.0 §7.7.9.3',
  },
  {
    capability: 'Device 3',
    offset: '0x0C',
    bits: '31:0',
    was: { rule: 'pf-value-applies' },
    is: { rule: 'independent' },
    why: 'No rule for VFs: Segment Captured comes from the writes to the VF itself.',
    source: 'PCIe 6.0 §7.7.9.4',
  },
];
