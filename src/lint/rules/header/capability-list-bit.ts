import { defineRule } from '../../define.ts';

const pcieId = 0x10;
/** 192 bytes hold at most 48 capabilities. */
const mostSteps = 48;

export default defineRule({
  meta: {
    id: 'header/capability-list-bit',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'A PCI Express Function says that it has a capability list',
    why: 'Software looks at the bit first: without it there is no PCI Express, no MSI and no SR-IOV.',
    fix: 'Set Capabilities List, bit 4 of Status.',
    exceptions: 'Old host bridges hide a list on purpose; they have no PCI Express in it.',
    spec: 'PCIe 6.0 §7.5.1.1.4',
    reads: ['header.status.capabilities_list', 'header.capabilities_pointer'],
    needs: 256,
    messages: {
      hidden: 'Capabilities List is 0, but must be 1: PCI Express is at {{offset}}',
    },
  },
  check(subject, report) {
    const { config } = subject.fn;
    let offset = subject.get('header.capabilities_pointer') & 0xfc;
    if (subject.get('header.status.capabilities_list') === 1) return;
    for (let steps = 0; steps < mostSteps && offset >= 0x40; steps++) {
      const id = config.u8(offset);
      if (id === 0 || id === 0xff) return;
      const version = config.u8(offset + 2) & 0xf;
      if (id === pcieId && version >= 1 && version <= 2) {
        report('hidden', 'header.status.capabilities_list', {
          offset: `${offset.toString(16).toUpperCase()}h`,
        });
        return;
      }
      offset = config.u8(offset + 1) & 0xfc;
    }
  },
  examples: {
    good: [{ fields: { 'pcie.capabilities.version': 2 } }],
    bad: [{ fields: { 'pcie.capabilities.version': 2 }, bytes: { 6: [0, 0] } }],
  },
});
