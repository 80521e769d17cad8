import { bridgeInTheWay } from '../../../machine/reach.ts';
import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';
import { enabledVfs } from '../../vf.ts';

const port = (subordinate: number) => ({
  address: '00:01.0',
  fields: { 'header.secondary_bus_number': 1, 'header.subordinate_bus_number': subordinate },
  options: { layout: 1 as const },
});
const pf = { address: '01:00.0', fields: { ...enabledVfs(2), 'sriov.first_vf_offset': 0x100 } };

export default defineRule({
  meta: {
    id: 'sriov/vf-bus-out-of-range',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'Every bridge above a PF passes on the buses of its VFs',
    why: 'Requests to a bus past Subordinate Bus Number do not go down: those VFs cannot be reached. Linux refuses to enable them.',
    fix: 'Give the bridge more buses (on Linux pci=assign-busses, or firmware), or enable fewer VFs.',
    exceptions: 'A PF on a root bus is let pass: its range is not in a dump.',
    spec: 'PCIe 6.0 §9.2.1.2',
    reads: ['sriov.control.vf_enable', 'sriov.num_vfs'],
    judges: 'address',
    messages: {
      beyond: 'the last VF is on bus {{bus}}, but {{bridge}} passes on buses up to {{last}}',
    },
  },
  check(subject, report) {
    const count = subject.get('sriov.num_vfs');
    if (subject.get('sriov.control.vf_enable') !== 1) return;
    const { fn, report: own, system } = subject;
    const found = own.pf?.settings && bridgeInTheWay(system.machine, fn, own.pf.settings, count);
    if (!found) return;
    const { bridge, bus } = found;
    const related = [
      { message: 'the bridge', fn: bridge.fn, field: 'header.subordinate_bus_number' as const },
    ];
    const values = { bus: hex(bus, 2), bridge: bridge.fn.address, last: hex(bridge.subordinate, 2) };
    report('beyond', { field: 'sriov.first_vf_offset', related }, values);
  },
  examples: {
    good: [{ functions: [port(2), pf] }],
    bad: [{ functions: [port(1), pf] }],
  },
});
