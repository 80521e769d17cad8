import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'sysfs/vf-or-pf',
    severity: 'error',
    profile: 'recommended',
    title: 'A function is a VF or a PF, not both',
    why: 'A VF has physfn, a PF sriov_totalvfs: the tree was edited.',
    fix: 'Capture the tree again.',
    spec: 'Linux Documentation/ABI/testing/sysfs-bus-pci',
    reads: [],
    messages: { both: 'has physfn ({{physfn}}) and sriov_totalvfs' },
  },
  check({ fn }, report) {
    const physfn = fn.link('physfn');
    if (physfn !== undefined && fn.attribute('sriov_totalvfs') !== undefined)
      report('both', undefined, { physfn });
  },
  examples: {
    good: [{ fields: {}, links: { physfn: '0000:05:00.0' } }],
    bad: [{ fields: {}, links: { physfn: '0000:05:00.0' }, attributes: { sriov_totalvfs: '4' } }],
  },
});
