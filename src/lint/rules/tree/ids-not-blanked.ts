import { defineTopologyRule } from '../../define.ts';

const read = {
  'header.vendor_id': 0xffff,
  'header.device_id': 0xffff,
  'header.interrupt_pin': 1,
};

export default defineTopologyRule({
  meta: {
    id: 'tree/ids-not-blanked',
    severity: 'warning',
    profile: 'recommended',
    about: 'edit',
    title: 'Only VFs read FFFFh as their IDs',
    why: 'FFFFh is how a VF is known. Where somebody blanked the IDs of other functions with it, VFs, PFs and devices can no longer be told by them; and a VF that is described with several faults is not taken for one.',
    fix: 'Put the IDs back, or replace them by others that are real; a VF has BARs and Interrupt Pin 0, Device Control 0 and the PCI Express capability.',
    reads: [],
    messages: { blanked: '{{seen}}' },
  },
  check(_system, reports, report) {
    for (const { fn, verdict } of reports) {
      const blanked = verdict.evidence.find(({ signal }) => signal === 'ids-blanked');
      if (blanked && verdict.role !== 'vf') report(fn, 'blanked', 'header.vendor_id', { seen: blanked.seen });
    }
  },
  examples: {
    good: [
      { fields: { ...read, 'header.vendor_id': 0x8086 } },
      { fields: { ...read, 'header.interrupt_pin': 0 } },
    ],
    bad: [{ fields: { ...read, 'header.base_address[0]': 0xfe000000 } }],
  },
});
