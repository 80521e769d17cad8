import { vfAt, vfRange } from '../../../machine/routing.ts';
import { formatRoutingId } from '../../../model/address.ts';
import type { FieldPath } from '../../../registers/index.ts';
import { defineRule } from '../../define.ts';
import { enabledVfs } from '../../vf.ts';

const stream = (n: number) =>
  ({
    enable: `ide.selective_ide_stream[${n}].control.enable`,
    valid: `ide.selective_ide_stream[${n}].rid_association_2.valid`,
    base: `ide.selective_ide_stream[${n}].rid_association_2.base`,
    limit: `ide.selective_ide_stream[${n}].rid_association_1.limit`,
  }) as Record<'enable' | 'valid' | 'base' | 'limit', FieldPath>;

const port = (limit: number) => ({
  address: '00:01.0',
  fields: {
    'header.secondary_bus_number': 1,
    'header.subordinate_bus_number': 1,
    'pcie.capabilities.version': 2,
    'pcie.capabilities.device_port_type': 4,
    'ide.capability.selective_ide_streams_supported': 1,
    'ide.selective_ide_stream[0].control.enable': 1,
    'ide.selective_ide_stream[0].rid_association_1.limit': limit,
    'ide.selective_ide_stream[0].rid_association_2.valid': 1,
    'ide.selective_ide_stream[0].rid_association_2.base': 0x100,
  },
  options: { layout: 1 as const },
});
const pf = { address: '01:00.0', fields: { 'pcie.capabilities.version': 2, ...enabledVfs(4) } };

export default defineRule({
  meta: {
    id: 'sriov/ide-rid-range',
    severity: 'warning',
    profile: 'recommended',
    about: 'edit',
    title: 'The IDE RID association that a port has for a PF takes in its VFs',
    why: 'Requests to and from the Routing IDs outside the range are not in the stream: those VFs talk unencrypted, or not at all.',
    fix: 'Set RID Limit of the port to the Routing ID of the last VF, or enable fewer VFs.',
    spec: 'PCIe 6.0 §7.9.26.5.4; Linux drivers/pci/ide.c pci_ide_stream_alloc',
    reads: ['sriov.control.vf_enable', 'sriov.num_vfs'],
    messages: {
      short: 'RID Limit of stream {{n}} in {{port}} is {{limit}}, but the last VF is at {{last}}',
    },
  },
  check(subject, report) {
    const count = subject.get('sriov.num_vfs');
    const { fn, system, report: own } = subject;
    const settings = own.pf?.settings;
    if (subject.get('sriov.control.vf_enable') !== 1 || count === 0 || !settings) return;
    const range = vfRange(fn.routingId, settings, count);
    if (range.count === 0) return;
    const last = vfAt(range, range.count);
    for (const { fn: above, view } of system.machine.pathUp(fn)) {
      if (view.get('ide.capability.selective_ide_streams_supported') !== 1) continue;
      const streams = (view.get('ide.capability.number_of_selective_ide_streams') ?? 0) + 1;
      for (let n = 0; n < streams; n++) {
        const { enable, valid, base, limit } = stream(n);
        if (view.get(enable) !== 1 || view.get(valid) !== 1) continue;
        const from = view.get(base) ?? 0;
        const to = view.get(limit) ?? 0xffff;
        if (from > fn.routingId || to < fn.routingId || to >= last) continue;
        const related = [{ message: 'the limit', fn: above, field: limit }];
        const values = { n, port: above.address, limit: formatRoutingId(to), last: formatRoutingId(last) };
        report('short', { field: 'sriov.num_vfs', related }, values);
      }
    }
  },
  examples: {
    good: [{ functions: [port(0x104), pf] }],
    bad: [{ functions: [port(0x102), pf] }],
  },
});
