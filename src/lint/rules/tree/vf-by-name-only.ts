import { defineTopologyRule } from '../../define.ts';

export default defineTopologyRule({
  meta: {
    id: 'tree/vf-by-name-only',
    severity: 'info',
    profile: 'strict',
    about: 'capture',
    title: 'A function with the name or ID of a VF is known to be one',
    why: 'It is probably a VF seen through a hypervisor: what its PF governs cannot be told.',
    fix: 'Nothing, if the dump was taken in a guest.',
    exceptions: 'Names in pci.ids can be stale.',
    reads: [],
    messages: { name: '{{seen}}, but nothing in the bytes proves a VF' },
  },
  check(_system, reports, report) {
    for (const { fn, verdict } of reports) {
      const says = verdict.evidence.find(
        ({ signal }) => signal === 'vf-device-id' || signal === 'name-virtual-function',
      );
      if (says && verdict.certainty !== 'certain' && verdict.role !== 'pf')
        report(fn, 'name', undefined, { seen: says.seen });
    }
  },
  examples: {
    good: [{ fields: { 'header.vendor_id': 0x8086, 'header.device_id': 0x10c9 } }],
    bad: [
      {
        fields: { 'header.vendor_id': 0x8086, 'header.device_id': 0x10ca },
        options: { capabilities: ['pcie'] },
      },
    ],
  },
});
