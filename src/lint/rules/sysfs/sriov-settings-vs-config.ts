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
    id: 'sysfs/sriov-settings-vs-config',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'sriov_offset, sriov_stride and sriov_vf_device are those of the capability',
    why: 'The tree was edited, or joined from two captures.',
    fix: '{{facts}}',
    spec: 'Linux drivers/pci/iov.c',
    reads: ['sriov.control.vf_enable', 'sriov.first_vf_offset', 'sriov.vf_stride', 'sriov.vf_device_id'],
    messages: { differs: '{{attribute}} is {{stated}}, but the capability says {{read}}' },
  },
  check(subject, report) {
    const { fn } = subject;
    const enabled = subject.get('sriov.control.vf_enable') === 1;
    const compare = (
      attribute: string,
      field: 'sriov.first_vf_offset' | 'sriov.vf_stride' | 'sriov.vf_device_id',
      base: number,
    ): void => {
      const text = fn.attribute(attribute);
      const read = subject.get(field);
      // The kernel reads offset and stride again only when NumVFs is written.
      if (text === undefined || (base === 10 && !enabled) || parseInt(text, base) === read) return;
      report('differs', { field, attribute }, { attribute, stated: text, read: read.toString(base) });
    };
    compare('sriov_offset', 'sriov.first_vf_offset', 10);
    compare('sriov_stride', 'sriov.vf_stride', 10);
    compare('sriov_vf_device', 'sriov.vf_device_id', 16);
  },
  examples: {
    good: [{ attributes: { sriov_offset: '1', sriov_stride: '1', sriov_vf_device: '5678' }, fields: pf }],
    bad: [
      { attributes: { sriov_offset: '2' }, fields: pf },
      { attributes: { sriov_vf_device: '5679' }, fields: pf },
    ],
  },
});
