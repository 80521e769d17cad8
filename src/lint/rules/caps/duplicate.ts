import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';

const repeatable = new Set([0x00, 0x08, 0x09, 0x0a]);

export default defineRule({
  meta: {
    id: 'caps/duplicate',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'No capability is there twice',
    why: 'Software finds the first one only.',
    fix: 'Take one of the two out, or correct its ID.',
    spec: 'PCIe 6.0 §7.5.1.1.11',
    reads: [],
    needs: 256,
    messages: { twice: '{{name}} is at {{first}} and again at {{second}}' },
  },
  check(subject, report) {
    const seen = new Map<number, number>();
    for (const { entry, definition, name } of subject.view.capabilities) {
      if (entry.kind !== 'standard' || repeatable.has(entry.id)) continue;
      const first = seen.get(entry.id);
      if (first === undefined) seen.set(entry.id, entry.offset);
      else
        report('twice', entry.offset, {
          name: definition?.title ?? name,
          first: hex(first),
          second: hex(entry.offset),
        });
    }
  },
  examples: {
    good: [{ fields: { 'pm.control_status.power_state': 0 } }],
    bad: [
      {
        fields: { 'pm.control_status.power_state': 0 },
        bytes: { 65: [0x80], 128: [0x01, 0x00] },
        options: { offsets: { pm: 0x40 } },
      },
    ],
  },
});
