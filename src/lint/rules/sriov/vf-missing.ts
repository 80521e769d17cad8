import { formatKey } from '../../../model/address.ts';
import { defineRule } from '../../define.ts';
import { enabledVfs, isExcerpt, vfIds } from '../../vf.ts';

const pf = { address: '01:00.0', fields: enabledVfs(2) };
const other = { address: '00:00.0', fields: {} };

export default defineRule({
  meta: {
    id: 'sriov/vf-missing',
    severity: 'warning',
    profile: 'recommended',
    about: 'capture',
    title: 'The VFs of a PF are in the dump',
    why: 'The host sees a VF even when a guest has it, so one that is missing was filtered out, removed, or computed with wrong settings.',
    fix: '{{others}}',
    exceptions:
      'Dumps that hold one bus only are taken for excerpts and are let pass. Some PowerPC machines do not scan for VFs.',
    spec: 'PCIe 6.0 §9.2.1.2',
    reads: ['sriov.control.vf_enable', 'sriov.num_vfs'],
    messages: { some: 'VFs that are not in the dump: {{missing}} of {{num}}, {{which}}' },
  },
  check(subject, report) {
    const num = subject.get('sriov.num_vfs');
    const missing = subject.report.pf?.missing ?? [];
    if (subject.get('sriov.control.vf_enable') === 0 || missing.length === 0 || isExcerpt(subject)) return;
    report('some', 'sriov.num_vfs', {
      missing: missing.length,
      num,
      which: [...new Set([missing[0], missing.at(-1)])].map((key) => formatKey(key as number)).join(' to '),
    });
  },
  examples: {
    good: [
      {
        functions: [other, pf, { address: '01:00.1', fields: vfIds }, { address: '01:00.2', fields: vfIds }],
      },
      { functions: [pf] },
    ],
    bad: [{ functions: [other, pf, { address: '01:00.1', fields: vfIds }] }],
  },
});
