import { defineRule } from '../../define.ts';
import { isRawVf, misplacedAmong, vfIds } from '../../vf.ts';

export default defineRule({
  meta: {
    id: 'vf/misplaced-cap',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'A VF has no capability of conventional PCI or of bridges',
    why: 'Such capabilities have no meaning in a VF: the list was copied from elsewhere, or this is not a VF.',
    fix: 'Take the capability out of the list of the VF, or re-capture the VF.',
    spec: 'PCIe 6.0 §9.3.6',
    reads: [],
    needs: 256,
    messages: { has: 'a VF has {{title}}, which is not for VFs' },
  },
  check(subject, report) {
    const found = misplacedAmong(subject.view, 'standard', 'elsewhere');
    if (found.length === 0 || !isRawVf(subject)) return;
    for (const { title, offset } of found) report('has', offset, { title });
  },
  examples: {
    good: [{ fields: vfIds, options: { capabilities: ['pcie', 'msix'] } }],
    bad: [{ fields: vfIds, options: { capabilities: ['pcie', 'pcix'] } }],
  },
});
