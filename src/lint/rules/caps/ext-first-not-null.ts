import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'caps/ext-first-not-null',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'The first extended capability is not a placeholder',
    why: 'vfio gives the first extended capability of a device ID 0000h to hide it: the dump shows a guest, or a device that hides something.',
    fix: 'Take the dump on the host, if the fixture is to show the device itself.',
    exceptions: 'Guests that have a device by vfio-pci.',
    spec: 'PCIe 6.0 §7.6.3, §7.9.28; Linux drivers/vfio/pci/vfio_pci_config.c vfio_ecap_init',
    reads: [],
    needs: 4096,
    messages: { found: 'the extended capability at 100h has ID 0000h, and the next one is at {{next}}' },
  },
  check({ view }, report) {
    const first = view.walk.entries.find(({ kind }) => kind === 'extended');
    if (first?.id !== 0 || first.next === 0) return;
    report('found', 0x100, { next: `${first.next.toString(16).toUpperCase()}h` });
  },
  examples: {
    good: [{ fields: { 'pcie.capabilities.version': 2, 'ari.control.function_group': 0 } }],
    bad: [
      {
        fields: { 'pcie.capabilities.version': 2, 'ari.control.function_group': 0 },
        options: { offsets: { ari: 0x140 } },
      },
    ],
  },
});
