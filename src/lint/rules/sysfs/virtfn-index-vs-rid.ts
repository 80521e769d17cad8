import { vfAt, vfRange } from '../../../machine/routing.ts';
import { addressKey, formatKey } from '../../../model/address.ts';
import { defineTopologyRule } from '../../define.ts';

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

export default defineTopologyRule({
  meta: {
    id: 'sysfs/virtfn-index-vs-rid',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'virtfnN is at the Routing ID of VF N+1',
    why: 'Links and arithmetic disagree: the tree was edited, or Offset and Stride are of another moment.',
    fix: '{{facts}}',
    exceptions: 's390 and PowerVM, where firmware places VFs.',
    spec: 'PCIe 6.0 §9.2.1.2',
    reads: [],
    messages: {
      other: 'virtfn{{index}} names {{target}}, but by First VF Offset and VF Stride it is {{expected}}',
    },
  },
  check({ machine }, _reports, report) {
    for (const [key, link] of machine.linked) {
      const pf = machine.pfs.get(link.pf);
      if (!pf?.settings?.enabled) continue;
      const range = vfRange(pf.fn.routingId, pf.settings, pf.settings.numVfs ?? 0);
      if (link.number > range.count) continue;
      const expected = addressKey(pf.fn.domain, vfAt(range, link.number));
      if (expected !== key) {
        report(pf.fn, 'other', 'sriov.first_vf_offset', {
          index: link.number - 1,
          target: formatKey(key),
          expected: formatKey(expected),
        });
      }
    }
  },
  examples: {
    good: [
      {
        functions: [
          { address: '00:00.0', fields: pf, links: { virtfn0: '0000:00:00.1' } },
          { address: '00:00.1', fields: {} },
        ],
      },
    ],
    bad: [
      {
        functions: [
          { address: '00:00.0', fields: pf, links: { virtfn0: '0000:00:00.2' } },
          { address: '00:00.2', fields: {} },
        ],
      },
    ],
  },
});
