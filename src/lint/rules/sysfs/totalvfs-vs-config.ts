import { defineRule } from '../../define.ts';
import { statedNumber } from '../../stated-number.ts';

const pf = {
  'sriov.total_vfs': 8,
  'sriov.initial_vfs': 8,
  'sriov.num_vfs': 2,
  'sriov.control.vf_enable': 1,
  'sriov.first_vf_offset': 1,
  'sriov.vf_stride': 1,
  'sriov.vf_device_id': 0x5678,
  'header.vendor_id': 0x8086,
  'header.device_id': 0x1234,
} as const;

export default defineRule({
  meta: {
    id: 'sysfs/totalvfs-vs-config',
    severity: 'warning',
    profile: 'recommended',
    about: 'edit',
    title: 'sriov_totalvfs is at most TotalVFs',
    why: 'A driver can lower the number, but not raise it.',
    fix: '{{facts}}',
    exceptions: 'A smaller number is usual: nfp, qat, mlx5 and igb lower it.',
    spec: 'Linux Documentation/ABI/testing/sysfs-bus-pci',
    reads: ['sriov.total_vfs'],
    messages: { over: 'sriov_totalvfs is {{stated}}, but TotalVFs is {{total}}' },
  },
  check(subject, report) {
    const stated = statedNumber(subject.fn, 'sriov_totalvfs');
    const total = subject.get('sriov.total_vfs');
    if (stated !== undefined && stated > total)
      report('over', { field: 'sriov.total_vfs', attribute: 'sriov_totalvfs' }, { stated, total });
  },
  examples: {
    good: [{ attributes: { sriov_totalvfs: '7' }, fields: pf }],
    bad: [{ attributes: { sriov_totalvfs: '9' }, fields: pf }],
  },
});
