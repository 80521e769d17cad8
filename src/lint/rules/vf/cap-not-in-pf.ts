import { defineRule } from '../../define.ts';
import { capabilitiesAmong, enabledVfs, pfOf, vfIds } from '../../vf.ts';

/** AER, ATS, Hierarchy ID. */
const dependent = new Set([0x01, 0x0f, 0x28]);
const functions = (...pf: string[]) => ({
  functions: [
    { fields: enabledVfs(1), options: { capabilities: pf } },
    { address: '00:00.1', fields: vfIds, options: { capabilities: ['pcie', 'ats'] } },
  ],
});

export default defineRule({
  meta: {
    id: 'vf/cap-not-in-pf',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'A VF has AER, ATS and Hierarchy ID only if its PF has',
    why: 'Half of each capability is in the PF (the translation unit of ATS, the masks of AER): without the PF it cannot work.',
    fix: 'Add the capability to the PF, take it out of the VF, or capture both in one run.',
    exceptions: 'Nothing is said where the dump of the PF ends before its list does.',
    spec: 'PCIe 6.0 §7.8.4, §10.5.1',
    reads: [],
    needs: 4096,
    messages: { alone: 'the VF has {{title}}, but its PF {{pf}} has not' },
  },
  check(subject, report) {
    const found = capabilitiesAmong(subject.view, 'extended', dependent);
    const pf = found.length > 0 ? pfOf(subject) : undefined;
    if (pf?.walk.extended !== 'complete') return;
    const ofPf = capabilitiesAmong(pf, 'extended', dependent).map(({ title }) => title);
    for (const { title, offset } of found) {
      if (!ofPf.includes(title)) report('alone', offset, { title, pf: pf.fn.address });
    }
  },
  examples: { good: [functions('sriov', 'ats')], bad: [functions('sriov', 'ari')] },
});
