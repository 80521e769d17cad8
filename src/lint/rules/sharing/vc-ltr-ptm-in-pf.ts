import { defineRule } from '../../define.ts';
import { capabilitiesAmong, enabledVfs } from '../../vf.ts';

/** Virtual channels, power budgeting, MFVC, LTR, L1 PM Substates, PTM. */
const shared = new Set([0x02, 0x04, 0x08, 0x09, 0x18, 0x1e, 0x1f]);

export default defineRule({
  meta: {
    id: 'sharing/vc-ltr-ptm-in-pf',
    severity: 'info',
    profile: 'pedantic',
    about: 'device',
    title: 'VFs share no channels, power or time settings with their PF',
    why: 'These capabilities exist once for the device: what the host sets here holds for every guest that has a VF.',
    fix: 'Nothing to mend; the command shared lists each field.',
    exceptions: 'It is how SR-IOV works: the finding is a list, not a defect.',
    spec: 'PCIe 6.0 §9.3.7',
    reads: ['sriov.control.vf_enable'],
    needs: 4096,
    messages: { shared: 'the VFs share {{title}} of their PF' },
  },
  check(subject, report) {
    if (subject.get('sriov.control.vf_enable') === 0) return;
    for (const { title, offset } of capabilitiesAmong(subject.view, 'extended', shared)) {
      report('shared', offset, { title });
    }
  },
  examples: {
    good: [
      { fields: enabledVfs(1) },
      { fields: { 'sriov.total_vfs': 1 }, options: { capabilities: ['sriov', 'ltr'] } },
    ],
    bad: [{ fields: enabledVfs(1), options: { capabilities: ['sriov', 'ltr'] } }],
  },
});
