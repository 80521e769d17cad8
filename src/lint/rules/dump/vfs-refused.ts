import { defineDumpRule } from '../../define.ts';

const log = (words: string): string =>
  `pci 0000:04:00.0: [8086:10fb] type 00 class 0x020000\nixgbe 0000:04:00.0: ${words}\n`;

export default defineDumpRule({
  meta: {
    id: 'dump/vfs-refused',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'The kernel enabled the VFs that it was asked for',
    why: 'Its log says why it did not: no room for the VF BARs below the bridge, no bus number left, more VFs than the PF has.',
    fix: 'Boot with pci=realloc or pci=assign-busses, or enable SR-IOV and 64-bit MMIO in the firmware setup, as the message says.',
    reads: [],
    messages: {},
  },
  diagnostics: ['kernel/vfs-refused'],
  examples: {
    good: [{ dump: log('SR-IOV enabled with 2 VFs') }],
    bad: [{ dump: log('not enough MMIO resources for SR-IOV') }],
  },
});
