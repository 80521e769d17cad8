import { defineRule } from '../../define.ts';
import { capabilitiesAmong } from '../../vf.ts';

/** Capabilities of conventional PCI, of bridges and of Functions that are not PCI Express Functions. */
const standard = new Set([0x02, 0x04, 0x06, 0x07, 0x08, 0x0b, 0x0d, 0x0e, 0x0f, 0x13, 0x15]);
/** Capabilities of ports, Root Complexes and Multi-Root I/O Virtualization. */
const extended = new Set([0x05, 0x06, 0x07, 0x0a, 0x0c, 0x11, 0x1c, 0x1d, 0x21]);

export default defineRule({
  meta: {
    id: 'sriov/pf-forbidden-cap',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'A PF has no capability of ports or of conventional PCI',
    why: 'Such a capability has no defined meaning in a PF; the list or the Function is not what it seems.',
    fix: 'Take the capability out of the list, or re-capture the Function.',
    spec: 'PCIe 6.0 §9.3.6, §9.3.7',
    reads: [],
    needs: 4096,
    messages: { has: 'a PF has {{title}}, which is not for PFs' },
  },
  check({ view }, report) {
    if (!view.capability('sriov')) return;
    for (const { title, offset } of [
      ...capabilitiesAmong(view, 'standard', standard),
      ...capabilitiesAmong(view, 'extended', extended),
    ]) {
      report('has', offset, { title });
    }
  },
  examples: {
    good: [{ fields: {}, options: { capabilities: ['pcie', 'sriov', 'ats'] } }],
    bad: [{ fields: {}, options: { capabilities: ['pcie', 'sriov', 'rcrb'] } }],
  },
});
