import { defineRule } from '../../define.ts';
import { enabledVfs, vfIds } from '../../vf.ts';

export default defineRule({
  meta: {
    id: 'sharing/detached-vf-shared-unknown',
    severity: 'warning',
    profile: 'recommended',
    about: 'capture',
    title: 'The PF of a VF with ATS is in the dump',
    why: 'Translation unit, invalidate queue, page requests and PASIDs of this VF are in its PF. A guest that takes the bytes of the VF for the whole truth is wrong about them.',
    fix: 'Capture on the host, with the PF; in a guest, treat these settings as unknown.',
    exceptions: 'Right for what a guest sees: the finding says which settings cannot be known there.',
    spec: 'PCIe 6.0 §10.5.1, §10.5.2, §7.8.9',
    reads: ['ats.control.enable'],
    messages: {
      unknown:
        'ATS Enable is {{enable}}, but Smallest Translation Unit, Invalidate Queue Depth, PRI and PASID are in the PF, which is not in the dump',
    },
  },
  check(subject, report) {
    const enable = subject.get('ats.control.enable');
    const { role, attachment, certainty } = subject.report.verdict;
    if (role === 'vf' && attachment === 'detached' && certainty !== 'possible') {
      report('unknown', 'ats.control', { enable });
    }
  },
  examples: {
    good: [
      {
        functions: [
          { fields: enabledVfs(1) },
          { address: '00:00.1', fields: { ...vfIds, 'ats.control.enable': 1 } },
        ],
      },
    ],
    bad: [{ fields: { ...vfIds, 'ats.control.enable': 1 } }],
  },
});
