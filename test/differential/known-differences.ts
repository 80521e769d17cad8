import { knownExtended } from './known-extended.ts';

/** Something that lspci prints otherwise than we have it, and who is right. */
export interface KnownDifference {
  /** The capability, line and words. */
  readonly where: RegExp;
  readonly ours: RegExp;
  readonly lspci: RegExp;
  readonly right: 'ours' | 'lspci' | 'both';
  readonly why: string;
  /** Section of a specification, or a public header. */
  readonly source: string;
}

/** Differences from lspci 3.9.0, each with a reason. One that never occurs is an error, as is one that is not listed. */
export const knownDifferences: readonly KnownDifference[] = [
  {
    where: /^header /,
    ours: /^not-in-dump$/,
    lspci: /./,
    right: 'ours',
    why: 'lspci takes bytes that the dump does not have for FFh; they are unknown.',
    source: 'samples/dead-slot, of which the first rows of four Functions were never read',
  },
  {
    where: /^pcie LnkCap2: Supported Link Speeds/,
    ours: /^2\.5-64GT\/s$/,
    lspci: /^RsvdP$/,
    right: 'ours',
    why: 'Bit 6 of Link Capabilities 2 is 64.0 GT/s; lspci 3.9.0 knows the rate elsewhere, but not in this vector.',
    source: 'PCIe 6.0 §7.5.3.18; PCI_EXP_LNKCAP2_SLS_64_0GB of linux/pci_regs.h',
  },
  ...knownExtended,
];
