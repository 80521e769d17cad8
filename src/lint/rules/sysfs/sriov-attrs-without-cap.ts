import { defineRule } from '../../define.ts';

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
    id: 'sysfs/sriov-attrs-without-cap',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'Only a Function with SR-IOV has sriov attributes',
    why: 'The kernel makes them only for a PF.',
    fix: '{{facts}}',
    spec: 'Linux Documentation/ABI/testing/sysfs-bus-pci',
    reads: [],
    needs: 4096,
    messages: { none: 'sriov_totalvfs is {{value}}, but the function has no SR-IOV capability' },
    impliedBy: ['header/all-ones', 'caps/ext-config-aliased'],
  },
  check({ fn, view }, report) {
    const attribute = fn.attribute('sriov_totalvfs');
    if (attribute === undefined || view.walk.extended === 'broken') return;
    if (view.capability('sriov') === undefined)
      report('none', { offset: 0x100, attribute: 'sriov_totalvfs' }, { value: attribute });
  },
  examples: {
    good: [{ attributes: { sriov_totalvfs: '8' }, fields: pf }],
    bad: [{ attributes: { sriov_totalvfs: '8' }, fields: {}, options: { capabilities: ['pcie'] } }],
  },
});
