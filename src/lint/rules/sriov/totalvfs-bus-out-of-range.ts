import { bridgeInTheWay } from '../../../machine/reach.ts';
import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';

const port = (subordinate: number) => ({
  address: '00:01.0',
  fields: { 'header.secondary_bus_number': 1, 'header.subordinate_bus_number': subordinate },
  options: { layout: 1 as const },
});
const pf = {
  address: '01:00.0',
  fields: { 'sriov.total_vfs': 2, 'sriov.first_vf_offset': 0x100, 'sriov.vf_stride': 1 },
};

export default defineRule({
  meta: {
    id: 'sriov/totalvfs-bus-out-of-range',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'Every bridge above a PF has room for the buses of all VFs that it can have',
    why: 'Only some of the VFs could be enabled on this system.',
    fix: 'Give the bridge more buses (on Linux pci=assign-busses, or firmware), if all VFs are wanted.',
    exceptions: 'Common on servers that give each slot few buses. Offset and stride may change with NumVFs.',
    spec: 'PCIe 6.0 §9.2.1.2',
    reads: ['sriov.control.vf_enable', 'sriov.total_vfs'],
    judges: 'address',
    messages: {
      beyond:
        'with all {{total}} VFs the last would be on bus {{bus}}, but {{bridge}} passes on buses up to {{last}}',
    },
  },
  check(subject, report) {
    const total = subject.get('sriov.total_vfs');
    if (subject.get('sriov.control.vf_enable') !== 0) return;
    const { fn, report: own, system } = subject;
    const found = own.pf?.settings && bridgeInTheWay(system.machine, fn, own.pf.settings, total);
    if (!found) return;
    const { bridge, bus } = found;
    const related = [
      { message: 'the bridge', fn: bridge.fn, field: 'header.subordinate_bus_number' as const },
    ];
    const values = { total, bus: hex(bus, 2), bridge: bridge.fn.address, last: hex(bridge.subordinate, 2) };
    report('beyond', { field: 'sriov.first_vf_offset', related }, values);
  },
  examples: {
    good: [{ functions: [port(2), pf] }],
    bad: [{ functions: [port(1), pf] }],
  },
});
