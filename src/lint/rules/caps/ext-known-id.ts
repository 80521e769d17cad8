import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'caps/ext-known-id',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'Every extended capability has an ID that is assigned',
    why: 'The list leads to bytes that are not a capability, or the device is newer than lsvf.',
    fix: 'Check the ID and the pointer that leads to it.',
    spec: 'PCI Code and ID Assignment 1.16 §3',
    reads: [],
    needs: 4096,
    messages: { unknown: 'the extended capability at {{offset}} has ID {{id}}, which lsvf does not know' },
  },
  check({ view }, report) {
    for (const { entry, definition } of view.capabilities) {
      if (entry.kind !== 'extended' || definition || entry.id === 0) continue;
      report('unknown', entry.offset, { offset: hex(entry.offset, 3), id: hex(entry.id, 4) });
    }
  },
  examples: {
    good: [{ fields: { 'pcie.capabilities.version': 2, 'ari.control.function_group': 0 } }],
    bad: [
      {
        fields: { 'pcie.capabilities.version': 2, 'ari.control.function_group': 0 },
        bytes: { 256: [0xab, 0x4d] },
      },
    ],
  },
});
