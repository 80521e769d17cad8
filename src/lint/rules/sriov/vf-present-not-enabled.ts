import { formatKey } from '../../../model/address.ts';
import { defineRule } from '../../define.ts';
import { enabledVfs, isRawVf, vfIds } from '../../vf.ts';

export default defineRule({
  meta: {
    id: 'sriov/vf-present-not-enabled',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'A VF in the dump is one that its PF has enabled',
    why: 'Without VF Enable no VF exists, and with it NumVFs of them: PF and VF were captured at different moments.',
    fix: 'Capture PF and VFs in one run.',
    exceptions:
      'First VF Offset and VF Stride may change when NumVFs does; only an exact match of the present ones counts.',
    spec: 'PCIe 6.0 §9.3.3.3.1',
    reads: ['header.vendor_id'],
    messages: {
      idle: '{{pf}} would have its VF {{number}} here, but its VF Enable is 0',
      beyond: '{{pf}} would have its VF {{number}} here, but its NumVFs is {{numVfs}}',
    },
  },
  check(subject, report) {
    const { fn, system } = subject;
    const idle = system.machine.idleClaims.get(fn.key);
    if (subject.get('header.vendor_id') !== 0xffff || !idle || !isRawVf(subject)) return;
    if (subject.report.verdict.attachment === 'attached') return;
    const owner = system.machine.byKey.get(idle.pf);
    const field = idle.why === 'vf-enable-clear' ? 'sriov.control.vf_enable' : 'sriov.num_vfs';
    const related = owner ? [{ message: 'the PF', fn: owner, field } as const] : [];
    const facts = { pf: formatKey(idle.pf), number: idle.number };
    const place = { field: 'header.vendor_id', related } as const;
    if (idle.why === 'vf-enable-clear') report('idle', place, facts);
    else {
      const numVfs = system.machine.pfs.get(idle.pf)?.settings?.numVfs ?? '?';
      report('beyond', place, { ...facts, numVfs });
    }
  },
  examples: {
    good: [{ functions: [{ fields: enabledVfs(1) }, { address: '00:00.1', fields: vfIds }] }],
    bad: [
      {
        functions: [
          { fields: { ...enabledVfs(1), 'sriov.control.vf_enable': 0 } },
          { address: '00:00.1', fields: vfIds },
        ],
      },
      {
        functions: [
          {
            fields: { ...enabledVfs(1), 'sriov.total_vfs': 2, 'sriov.initial_vfs': 2, 'sriov.vf_stride': 1 },
          },
          { address: '00:00.1', fields: vfIds },
          { address: '00:00.2', fields: vfIds },
        ],
      },
    ],
  },
});
