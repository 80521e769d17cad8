import { defineRule } from '../../define.ts';
import { isRawVf, misplacedAmong, vfIds } from '../../vf.ts';

export default defineRule({
  meta: {
    id: 'vf/forbidden-ext-cap',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'A VF has no extended capability that must be in the PF',
    why: 'PRI, PASID, virtual channels, power budgets, resizable BARs and the like exist once, in the PF, which governs its VFs. Software never looks at a copy in a VF.',
    fix: 'Take the capability out of the list of the VF, or re-capture the VF on the host.',
    exceptions:
      'Hypervisors may give a guest a PASID capability; they fill in the IDs too, so it is let pass.',
    spec: 'PCIe 6.0 §9.3.7',
    reads: [],
    needs: 4096,
    messages: { has: 'a VF has {{title}}, which only its PF may have' },
  },
  check(subject, report) {
    // SR-IOV itself is sriov/pf-is-vf.
    const found = misplacedAmong(subject.view, 'extended', 'forbidden').filter(
      ({ name }) => name !== 'sriov',
    );
    if (found.length === 0 || !isRawVf(subject)) return;
    for (const { title, offset } of found) report('has', offset, { title });
  },
  examples: {
    good: [{ fields: vfIds, options: { capabilities: ['pcie', 'ari', 'ats'] } }],
    bad: [{ fields: vfIds, options: { capabilities: ['pcie', 'pasid'] } }],
  },
});
