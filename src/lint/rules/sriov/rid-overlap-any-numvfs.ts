import { formatRoutingId } from '../../../model/address.ts';
import { defineRule } from '../../define.ts';
import { pfsOfDevice, vfRoutingIds } from '../../vf.ts';

const pf = (address: string, offset: number) => ({
  address,
  fields: { 'sriov.total_vfs': 4, 'sriov.first_vf_offset': offset, 'sriov.vf_stride': 1 },
});

export default defineRule({
  meta: {
    id: 'sriov/rid-overlap-any-numvfs',
    severity: 'info',
    profile: 'strict',
    title: 'The PFs of a device have room for all their VFs',
    why: 'Routing IDs must differ whatever NumVFs software writes into the PFs; with all VFs enabled two of these would share one.',
    fix: 'Space First VF Offset and VF Stride of the PFs for TotalVFs.',
    exceptions: 'Offset and stride may change with NumVFs, so one dump cannot prove it.',
    spec: 'PCIe 6.0 §9.2.1.2',
    reads: ['sriov.total_vfs'],
    messages: {
      shared: 'with all {{total}} VFs enabled, {{address}} would belong to this PF and to {{other}}',
    },
    impliedBy: ['sriov/claimed-twice'],
  },
  check(subject, report) {
    const { fn, system } = subject;
    const total = subject.get('sriov.total_vfs');
    const settings = subject.report.pf?.settings;
    if (!settings) return;
    const mine = new Set(vfRoutingIds(fn, settings, total));
    for (const other of pfsOfDevice(system, fn)) {
      // Each pair once, at its higher PF.
      if (other.fn.key >= fn.key || !other.settings) continue;
      const ids = vfRoutingIds(other.fn, other.settings, other.settings.totalVfs ?? 0);
      const shared = ids.find((id) => mine.has(id));
      if (shared === undefined) continue;
      const related = [{ message: 'the other PF', fn: other.fn, field: 'sriov.first_vf_offset' }];
      const values = { total, address: formatRoutingId(shared), other: other.fn.address };
      report('shared', { field: 'sriov.first_vf_offset', related }, values);
      return;
    }
  },
  examples: {
    good: [{ functions: [pf('00:00.0', 2), pf('00:00.1', 5)] }],
    bad: [{ functions: [pf('00:00.0', 2), pf('00:00.1', 4)] }],
  },
});
