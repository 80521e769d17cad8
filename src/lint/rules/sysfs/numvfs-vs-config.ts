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
    id: 'sysfs/numvfs-vs-config',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'sriov_numvfs is NumVFs, or 0 while VF Enable is clear',
    why: 'Attribute and bytes are of different moments, or firmware enabled VFs and the kernel does not know.',
    fix: '{{facts}}',
    spec: 'Linux Documentation/ABI/testing/sysfs-bus-pci',
    reads: ['sriov.control.vf_enable', 'sriov.num_vfs'],
    messages: { differs: 'sriov_numvfs is {{stated}}, but the capability enables {{vfs}} VFs' },
  },
  check(subject, report) {
    const stated = statedNumber(subject.fn, 'sriov_numvfs');
    const enabled = subject.get('sriov.control.vf_enable');
    const vfs = enabled ? subject.get('sriov.num_vfs') : subject.get('sriov.num_vfs') * 0;
    if (stated !== undefined && stated !== vfs)
      report('differs', { field: 'sriov.num_vfs', attribute: 'sriov_numvfs' }, { stated, vfs });
  },
  examples: {
    good: [{ attributes: { sriov_numvfs: '2' }, fields: pf }],
    bad: [{ attributes: { sriov_numvfs: '3' }, fields: pf }],
  },
});
