import { defineRule } from '../../define.ts';
import { capabilitiesAmong, isRawVf, vfIds } from '../../vf.ts';

/** SR-IOV itself is not here: see sriov/pf-is-vf. */
const forbidden = new Set([
  0x02, 0x04, 0x09, 0x13, 0x15, 0x16, 0x1b, 0x24, 0x2a, 0x2b, 0x2c, 0x31, 0x32, 0x33, 0x34, 0x35,
]);

export default defineRule({
  meta: {
    id: 'vf/forbidden-ext-cap',
    severity: 'error',
    profile: 'recommended',
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
    const found = capabilitiesAmong(subject.view, 'extended', forbidden);
    if (found.length === 0 || !isRawVf(subject)) return;
    for (const { title, offset } of found) report('has', offset, { title });
  },
  examples: {
    good: [{ fields: vfIds, options: { capabilities: ['pcie', 'ari', 'ats'] } }],
    bad: [{ fields: vfIds, options: { capabilities: ['pcie', 'pasid'] } }],
  },
});
