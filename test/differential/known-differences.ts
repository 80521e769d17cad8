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
  {
    where: /^agp (?:Status|Command): +(?:Iso±|ITACoh±|GART64±|HTrans±|ArqSz=|Cal=)/,
    ours: /^absent$/,
    lspci: /./,
    right: 'both',
    why: 'These fields are of AGP 3.0 mode. Out of it the bits are reserved: lspci prints them all the same, lsvf as reserved bits.',
    source: 'AGP 3.0 §6.2, tables of AGPSTAT and AGPCMD',
  },
  {
    where: /^pcix_bridge Secondary Status: Freq=/,
    ours: /^\?(?:[89]|1[0-5])$/,
    lspci: /^(?:conv|66MHz|100MHz|133MHz|\?[4-7])$/,
    right: 'ours',
    why: 'Secondary Bus Mode and Frequency has four bits, of which lspci 3.9.0 reads three.',
    source: 'PCI-X 2.0 Protocol Addendum, Secondary Status Register, bits 9:6',
  },
  {
    where: /^hypertransport_\w+ Link Frequency Capability.*: (?:1\.4GHz|1\.6GHz|Vend)±/,
    ours: /^\+$/,
    lspci: /^-$/,
    right: 'ours',
    why: 'The register has 16 bits, of which lspci 3.9.0 reads the lower eight.',
    source: 'HyperTransport 3.10, Link Frequency Capability; PCI_HT of linux/pci_regs.h has no masks',
  },
  ...knownExtended,
];
