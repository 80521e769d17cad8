import { routingIdsOf, vfRange } from '../../../machine/routing.ts';
import { formatRoutingId } from '../../../model/address.ts';
import type { PciFunction } from '../../../model/function.ts';
import { defineTopologyRule } from '../../define.ts';

const pf = (address: string, offset: number) => ({
  address,
  fields: { 'sriov.total_vfs': 4, 'sriov.first_vf_offset': offset, 'sriov.vf_stride': 1 },
});

export default defineTopologyRule({
  meta: {
    id: 'sriov/rid-overlap-any-numvfs',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'The PFs of a device have room for all their VFs',
    why: 'Routing IDs must differ whatever NumVFs software writes into the PFs; with all VFs enabled two of these would share one.',
    fix: 'Space First VF Offset and VF Stride of the PFs for TotalVFs.',
    exceptions: 'Offset and stride may change with NumVFs, so one dump cannot prove it.',
    spec: 'PCIe 6.0 §9.2.1.2',
    reads: ['sriov.total_vfs', 'sriov.first_vf_offset', 'sriov.vf_stride'],
    messages: { shared: 'with all VFs enabled, {{address}} would belong to this PF and to {{other}}' },
    impliedBy: ['sriov/claimed-twice'],
  },
  check(system, _reports, report) {
    const devices = new Map<PciFunction, Map<number, PciFunction>>();
    const pfs = [...system.machine.pfs.values()].sort((a, b) => a.fn.key - b.fn.key);
    for (const { fn, settings } of pfs) {
      const lowest = system.machine.pfsOfDevice(fn)[0]?.fn;
      if (!lowest || !settings) continue;
      const owners = devices.get(lowest) ?? new Map<number, PciFunction>();
      devices.set(lowest, owners);
      for (const id of routingIdsOf(vfRange(fn.routingId, settings, settings.totalVfs ?? 0))) {
        const other = owners.get(id);
        if (other) {
          const related = [{ message: 'the other PF', fn: other, field: 'sriov.first_vf_offset' as const }];
          const values = { address: formatRoutingId(id), other: other.address };
          report(fn, 'shared', { field: 'sriov.first_vf_offset', related }, values);
          break;
        }
        owners.set(id, fn);
      }
    }
  },
  examples: {
    good: [{ functions: [pf('00:00.0', 2), pf('00:00.1', 5)] }],
    bad: [{ functions: [pf('00:00.0', 2), pf('00:00.1', 4)] }],
  },
});
