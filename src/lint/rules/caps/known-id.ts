import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'caps/known-id',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'Every capability has an ID that is assigned',
    why: 'No software knows the ID: the list leads to bytes that are not a capability, or the device is newer than lsvf.',
    fix: 'Check the ID and the pointer that leads to it.',
    spec: 'PCI Code and ID Assignment 1.16 §2',
    reads: [],
    needs: 256,
    messages: { unknown: 'the capability at {{offset}} has ID {{id}}, but 15h is the last one assigned' },
  },
  check({ view }, report) {
    const hex = (value: number): string => `${value.toString(16).toUpperCase().padStart(2, '0')}h`;
    for (const { entry, definition } of view.capabilities) {
      if (entry.kind !== 'standard' || definition) continue;
      report('unknown', entry.offset, { offset: hex(entry.offset), id: hex(entry.id) });
    }
  },
  examples: {
    good: [{ fields: { 'pm.control_status.power_state': 0 } }],
    bad: [{ fields: { 'pm.control_status.power_state': 0 }, bytes: { 64: [0x2a] } }],
  },
});
