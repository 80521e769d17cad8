import { bridgeInTheWay, vfsInReach } from '../../machine/reach.ts';
import { vfAt, vfRange } from '../../machine/routing.ts';
import { busOf } from '../../model/address.ts';
import { notApplicable, pass, unknown } from '../ladder.ts';
import { defineStep, letting, vfs } from './define.ts';
import { pf, port } from './example.ts';

const fields = ['sriov.first_vf_offset', 'sriov.vf_stride', 'sriov.control.ari_capable_hierarchy'] as const;
const hex = (bus: number): string => bus.toString(16).padStart(2, '0');

export default defineStep({
  meta: {
    id: 'enable/bus-numbers',
    title: 'The bridges above have buses for all VFs',
    of: 'the PF, and every bridge above it',
    reads: fields,
    why: 'VFs past Function FFh are on the next bus. A bridge passes on requests for the buses up to its Subordinate Bus Number only.',
    linux: "sriov_enable(): “can't enable N VFs (bus BB out of range of [bus AA-CC])”.",
    errno: 'ENOMEM',
    fix: 'Give the port more buses: the machine’s setup, pci=assign-busses or pci=hpbussize=N on Linux. Where ARI was lost, First VF Offset grows: see that ARI Forwarding and ARI Capable Hierarchy are on.',
    source:
      'Linux 6.12 and 7.2: sriov_enable() and pci_iov_bus_range() in drivers/pci/iov.c, pci_scan_child_bus_extend() in drivers/pci/probe.c; PCIe 6.0 §9.2.1.2',
  },
  look(subject, read) {
    const { system, fn, view, count } = subject;
    const offset = read.number(view, 'sriov.first_vf_offset');
    const stride = read.number(view, 'sriov.vf_stride');
    const ari = read.number(view, 'sriov.control.ari_capable_hierarchy');
    if (offset === undefined || stride === undefined)
      return unknown('First VF Offset and VF Stride are not in the dump', { fields });
    const settings = { ...subject.settings, firstVfOffset: offset, vfStride: stride };
    const range = vfRange(fn.routingId, settings, count);
    if (range.count === 0) return notApplicable('no VF has a Routing ID');
    const last = busOf(vfAt(range, range.count));
    const bridge = system.machine.bridgeAbove(fn);
    if (!bridge)
      return busOf(fn.routingId) === 0
        ? pass(`it is on a root bus; the last VF is on bus ${hex(last)}`, { fields })
        : unknown(`the bridge above ${fn.address} is not in the dump`, { fields });
    const found = bridgeInTheWay(system.machine, fn, settings, range.count);
    if (!found)
      return pass(`the last of ${count} is on bus ${hex(last)}, which the bridges pass on`, { fields });
    const most = vfsInReach(system.machine, fn, settings, range.count);
    const { secondary, subordinate } = found.bridge;
    const has =
      secondary === subordinate
        ? `bus ${hex(secondary)} alone`
        : `buses ${hex(secondary)}–${hex(subordinate)}`;
    const needed = last - secondary + 1;
    const reached = most === 0 ? 'not even VF 1 can be reached' : `${vfs(most)} can be reached`;
    const lost =
      ari === 0 && view.capability('ari') && most === 0
        ? '; ARI Capable Hierarchy is 0, and First VF Offset may be smaller with it'
        : '';
    return letting(subject, most, {
      fn: found.bridge.fn,
      fields: [...fields],
      seen: `VF ${range.count} would be on bus ${hex(last)}, but ${found.bridge.fn.address} has ${has}: ${reached}; ${needed} bus numbers would be needed for ${count}${lost}`,
    });
  },
  examples: {
    good: [
      { functions: [port(), pf()] },
      { functions: [port({ 'header.subordinate_bus_number': 2 }), pf({ 'sriov.first_vf_offset': 0x180 })] },
    ],
    bad: [
      { functions: [port(), pf({ 'sriov.first_vf_offset': 0x180 })] },
      { functions: [port(), pf({ 'sriov.first_vf_offset': 0xfc })], vfs: 8 },
    ],
  },
});
