import { hazardText, hazardWords, ruleText, type VfRule } from '../registers/vf.ts';

/** A word that lsvf prints and that no table, rule or signal explains. */
export interface Term {
  readonly name: string;
  /** Other spellings. */
  readonly also?: readonly string[];
  readonly title: string;
  readonly text: string;
  /** What lspci or the kernel says where it is meant. */
  readonly says?: readonly string[];
  /** Names that `explain` knows. */
  readonly see?: readonly string[];
}

const words: readonly Term[] = [
  {
    name: 'PF',
    also: ['physical function'],
    title: 'Physical Function',
    text: 'An ordinary PCI Function with the SR-IOV capability. It creates VFs, and the registers that they share are its own.',
    see: ['sriov', 'VF'],
  },
  {
    name: 'VF',
    also: ['virtual function'],
    title: 'Virtual Function',
    text: 'A light PCI Function that a PF creates. It has its own Routing ID, interrupts and memory; its IDs, its BARs and much of its control are in the PF.',
    see: ['PF', 'detached', 'raw-ids-ffff'],
  },
  {
    name: 'attached',
    title: 'A VF whose PF is in the same dump',
    text: 'The PF claims its Routing ID, or a link of the kernel names it, so that what the PF governs is known.',
    see: ['rid-claim', 'physfn-link', 'detached'],
  },
  {
    name: 'detached',
    also: ['detached VF'],
    title: 'A VF whose PF is not in the dump',
    text: 'Either the PF was left out of a capture of its host, or the dump was taken in a guest, which never sees the PF. Nothing that the PF governs can be known from it. lsvf why ADDR lists the evidence.',
    see: ['attached', 'guest-view', 'pf-not-in-dump'],
  },
  {
    name: 'guest-view',
    title: 'A detached VF as a guest sees it',
    text: 'Its IDs and BARs were filled in by the VMM, and no PF is visible to the system that the dump was taken on.',
    see: ['detached'],
  },
  {
    name: 'pf-not-in-dump',
    title: 'A detached VF of a host whose PF was left out',
    text: 'It shows what only the host of a VF shows, such as IDs of FFFFh. Capture the PF as well.',
    see: ['detached'],
  },
  {
    name: 'unreadable',
    also: ['did not answer'],
    title: 'A Function that did not answer',
    text: 'Reads of it gave all ones: it is switched off, in reset, gone, or behind a port that passes nothing on.',
    says: ['!!! Unknown header type 7f', 'unknown header type 7f, ignoring device', '(rev ff) (prog-if ff)'],
    see: ['enable/vfs-answer', 'enable/ari-forwarding'],
  },
  {
    name: 'unknown',
    also: ['cannot be judged', 'not in the dump'],
    title: 'Bytes that would decide are not in the dump',
    text: 'lsvf does not guess: bytes that were not captured are neither 0 nor FFh. Capture again as root with lspci -D -nn -xxxx.',
  },
  {
    name: 'certain',
    also: ['certainty'],
    title: 'How sure it is that a Function is a VF: proved',
    text: 'The bytes or the kernel’s links prove it: a PF claims its Routing ID, or its IDs read FFFFh as only those of a VF do.',
    see: ['probable', 'possible', 'rid-claim', 'raw-ids-ffff'],
  },
  {
    name: 'probable',
    title: 'How sure it is that a Function is a VF: strong evidence, no proof',
    text: 'It has a Device ID that only VFs have, or a name and a structure that agree. A dump of the host would prove it.',
    see: ['certain', 'possible', 'vf-device-id', 'name-virtual-function'],
  },
  {
    name: 'possible',
    title: 'How sure it is that a Function is a VF: it is built like one',
    text: 'The structure alone speaks for it: Function Level Reset, no interrupt pin, and a Device Control of 0. An ordinary Function can look the same. lsvf why ADDR says what would settle it.',
    see: ['certain', 'probable', 'vf-structure'],
  },
  {
    name: 'hazard',
    also: [
      'hazard class',
      'hazards',
      'how hard',
      'class 1',
      'class 2',
      'class 3',
      ...Object.values(hazardWords),
    ],
    title: 'How hard a shared field is to give to a guest',
    text: ([1, 2, 3] as const)
      .map((one) => `class ${one}, ${hazardWords[one]}: ${hazardText[one]}`)
      .join('; '),
    see: ['shared-in-pf', 'pf-value-applies'],
  },
  {
    name: 'governed',
    also: ['effective value', 'what counts'],
    title: 'Another Function, usually the PF, decides what a field of a VF does',
    text: 'The value that the VF reads there does not count. lsvf shared shows the one that does, and where it is.',
    see: ['hazard', 'pf-value-applies'],
  },
  {
    name: 'finding',
    title: 'What lsvf lint reports',
    text: 'A place where bytes contradict each other, the specification, or a good capture. lsvf explain RULE says why it matters and what to do.',
    see: ['diagnostic'],
  },
  {
    name: 'diagnostic',
    title: 'What a reader of dumps reports',
    text: 'A line, byte or file that could not be read as a dump of its format. The rest is still processed.',
    see: ['finding'],
  },
  {
    name: 'Routing ID',
    also: ['rid', 'bdf', 'requester id'],
    title: 'Bus, device and function number in 16 bits',
    text: 'VF n of a PF is at the Routing ID of the PF + First VF Offset + (n − 1) × VF Stride.',
    see: ['sriov.first_vf_offset', 'sriov.vf_stride', 'ari'],
  },
  {
    name: 'FLR',
    also: ['function level reset'],
    title: 'Function Level Reset',
    text: 'Resets one Function and leaves the others alone. Every VF has it.',
    see: [
      'pcie.device_capabilities.function_level_reset_capability',
      'pcie.device_control.bridge_retry_or_flr',
    ],
  },
  {
    name: 'IOMMU group',
    title: 'Functions that can only be given to a guest together',
    text: 'Linux puts Functions into one group where nothing keeps them from reaching each other past the IOMMU. lsvf check groups says why.',
    see: ['acs', 'assign/iommu-group'],
  },
  {
    name: 'VMM',
    also: ['hypervisor'],
    title: 'Virtual machine monitor',
    text: 'The program that shows devices to a guest, such as QEMU with vfio-pci. lsvf emulate says what it has to do for each field of a VF.',
    see: ['hazard'],
  },
];

const rules: readonly Term[] = Object.entries(ruleText).map(([name, text]) => ({
  name,
  title: `What a field is in a VF: ${name as VfRule}`,
  text,
  see: ['hazard', 'governed'],
}));

export const glossary: readonly Term[] = [...words, ...rules];
