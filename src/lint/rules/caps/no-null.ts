import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'caps/no-null',
    severity: 'info',
    profile: 'pedantic',
    about: 'device',
    title: 'The capability list has no Null capability',
    why: 'It is legal, and hides a capability; a row of zeros looks the same.',
    fix: 'Compare with the device: if it has a capability there, re-capture it.',
    exceptions: 'GPUs of which the host hides MSI-X.',
    spec: 'PCIe 6.0 §7.9.27',
    reads: [],
    needs: 256,
    messages: { found: 'the capability at {{offset}} has ID 00h (Null)' },
  },
  check({ view }, report) {
    for (const { entry } of view.capabilities) {
      if (entry.kind !== 'standard' || entry.id !== 0) continue;
      report('found', entry.offset, { offset: `${entry.offset.toString(16).toUpperCase()}h` });
    }
  },
  examples: {
    good: [{ fields: { 'pm.control_status.power_state': 0 } }],
    bad: [{ fields: { 'pm.control_status.power_state': 0 }, bytes: { 65: [0x50] } }],
  },
});
