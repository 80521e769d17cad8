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
];
