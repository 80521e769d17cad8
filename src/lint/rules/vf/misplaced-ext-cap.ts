import { defineRule } from '../../define.ts';
import { capabilitiesAmong, isRawVf, vfIds } from '../../vf.ts';

const misplaced = new Set([
  0x05, 0x06, 0x07, 0x08, 0x0a, 0x0c, 0x11, 0x18, 0x19, 0x1a, 0x1c, 0x1d, 0x1e, 0x1f, 0x20, 0x21, 0x25, 0x26,
  0x27, 0x29, 0x30,
]);

export default defineRule({
  meta: {
    id: 'vf/misplaced-ext-cap',
    severity: 'warning',
    profile: 'recommended',
    title: 'A VF has no extended capability of ports, Root Complexes or Function 0',
    why: 'Link, latency and time settings belong to Function 0 of the device, others to ports. In a VF they have no meaning: the list was copied from elsewhere.',
    fix: 'Take the capability out of the list of the VF, or re-capture the VF.',
    spec: 'PCIe 6.0 §9.3.7',
    reads: [],
    needs: 4096,
    messages: { has: 'a VF has {{title}}, which is not for VFs' },
  },
  check(subject, report) {
    const found = capabilitiesAmong(subject.view, 'extended', misplaced);
    if (found.length === 0 || !isRawVf(subject)) return;
    for (const { title, offset } of found) report('has', offset, { title });
  },
  examples: {
    good: [{ fields: vfIds, options: { capabilities: ['pcie', 'ari', 'acs'] } }],
    bad: [{ fields: vfIds, options: { capabilities: ['pcie', 'ltr'] } }],
  },
});
