import { defineRule } from '../../define.ts';
import { isRawVf, misplacedAmong, vfIds } from '../../vf.ts';

export default defineRule({
  meta: {
    id: 'vf/misplaced-ext-cap',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'A VF has no extended capability of ports, Root Complexes or Function 0',
    why: 'Link, latency and time settings belong to Function 0 of the device, others to ports. In a VF they have no meaning: the list was copied from elsewhere.',
    fix: 'Take the capability out of the list of the VF, or re-capture the VF.',
    spec: 'PCIe 6.0 §9.3.7',
    reads: [],
    needs: 4096,
    messages: {
      has: 'a VF has {{title}}, which is not for VFs',
      unheard: 'a VF has {{title}}, and no text says that a VF may have it',
    },
  },
  check(subject, report) {
    const { view } = subject;
    const found = misplacedAmong(view, 'extended', 'elsewhere');
    const unheard = misplacedAmong(view, 'extended', 'not-known');
    if (found.length + unheard.length === 0 || !isRawVf(subject)) return;
    for (const { title, offset } of found) report('has', offset, { title });
    for (const { title, offset } of unheard) report('unheard', offset, { title });
  },
  examples: {
    good: [{ fields: vfIds, options: { capabilities: ['pcie', 'ari', 'acs'] } }],
    bad: [
      { fields: vfIds, options: { capabilities: ['pcie', 'ltr'] } },
      { fields: vfIds, options: { capabilities: ['pcie', 'siov'] } },
    ],
  },
});
