import { defineRule } from '../../define.ts';
import { capabilitiesAmong, isRawVf, vfIds } from '../../vf.ts';

const misplaced = new Set([0x02, 0x04, 0x06, 0x07, 0x08, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f, 0x12, 0x13, 0x15]);

export default defineRule({
  meta: {
    id: 'vf/misplaced-cap',
    severity: 'warning',
    profile: 'recommended',
    title: 'A VF has no capability of conventional PCI or of bridges',
    why: 'Such capabilities have no meaning in a VF: the list was copied from elsewhere, or this is no VF.',
    fix: 'Take the capability out of the list of the VF, or re-capture the VF.',
    spec: 'PCIe 6.0 §9.3.6',
    reads: [],
    needs: 256,
    messages: { has: 'a VF has {{title}}, which is not for VFs' },
  },
  check(subject, report) {
    const found = capabilitiesAmong(subject.view, 'standard', misplaced);
    if (found.length === 0 || !isRawVf(subject)) return;
    for (const { title, offset } of found) report('has', offset, { title });
  },
  examples: {
    good: [{ fields: vfIds, options: { capabilities: ['pcie', 'msix'] } }],
    bad: [{ fields: vfIds, options: { capabilities: ['pcie', 'pcix'] } }],
  },
});
