import { defineRule } from '../../define.ts';
import { barsOf, enabledVfs, pfOf, vfBars, vfIds } from '../../vf.ts';

const functions = (bir: number) => ({
  functions: [
    {
      fields: {
        ...enabledVfs(1),
        'sriov.control.vf_memory_space_enable': 1,
        'sriov.vf_bar[0]': 0xfe00000c,
        'sriov.vf_bar[3]': 0xfd000000,
      },
    },
    { address: '00:00.1', fields: { ...vfIds, 'msix.table.bir': bir, 'msix.pba.bir': bir } },
  ],
});
const structures = [
  ['msix.table.bir', 'the MSI-X Table'],
  ['msix.pba.bir', 'the MSI-X Pending Bit Array'],
] as const;

export default defineRule({
  meta: {
    id: 'vf/msix-bir-unimplemented',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'MSI-X of a VF is in a VF BAR that the PF has',
    why: "The BIR of a VF counts the VF BARs in the PF's SR-IOV capability. In one that does not exist no driver finds the table.",
    fix: 'Point the BIR to a VF BAR that exists, or capture PF and VF in one run.',
    exceptions: 'PFs with Enhanced Allocation, and PFs whose VF memory is off, where a VF BAR may read 0.',
    spec: 'PCIe 6.0 §7.7.2',
    reads: ['msix.table.bir', 'msix.pba.bir'],
    messages: {
      none: '{{what}} is in VF BAR {{bir}}, which the PF {{pf}} does not have',
      upper: '{{what}} is in VF BAR {{bir}}, which in the PF {{pf}} is the upper half of a 64-bit one',
    },
  },
  check(subject, report) {
    const birs = structures.map(([path]) => subject.get(path));
    const pf = pfOf(subject);
    if (pf?.get('sriov.control.vf_memory_space_enable') !== 1 || pf.capability('ea')) return;
    const values = vfBars.map((path) => pf.get(path) ?? 0);
    const bars = barsOf(values);
    structures.forEach(([field, what], n) => {
      const bir = birs[n] as number;
      const bar = bars.find(({ index }) => index === bir);
      if (bar && bar.value !== 0) return;
      const related = vfBars[bir] ? [{ message: 'the VF BAR', fn: pf.fn, field: vfBars[bir] }] : [];
      const message = bar || bir > 5 ? 'none' : 'upper';
      report(message, { field, related }, { what, bir, pf: pf.fn.address });
    });
  },
  examples: { good: [functions(3), functions(0)], bad: [functions(1), functions(4), functions(7)] },
});
