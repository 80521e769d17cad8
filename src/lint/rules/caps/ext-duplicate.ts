import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';

const repeatable = new Set([0x0000, 0x0005, 0x000a, 0x000b, 0x0023, 0x002e]);

export default defineRule({
  meta: {
    id: 'caps/ext-duplicate',
    severity: 'warning',
    profile: 'recommended',
    about: 'edit',
    title: 'No extended capability is there twice',
    why: 'Software finds the first one only.',
    fix: 'Take one of the two out, or correct its ID.',
    spec: 'PCIe 6.0 §7.6.3',
    reads: [],
    needs: 4096,
    messages: { twice: '{{name}} is at {{first}} and again at {{second}}' },
  },
  check(subject, report) {
    const seen = new Map<number, number>();
    for (const { entry, definition, name } of subject.view.capabilities) {
      if (entry.kind !== 'extended' || repeatable.has(entry.id)) continue;
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
    good: [{ fields: { 'pcie.capabilities.version': 2, 'ari.control.function_group': 0 } }],
    bad: [
      {
        fields: { 'pcie.capabilities.version': 2, 'ari.control.function_group': 0 },
        bytes: { 259: [0x20], 512: [0x0e, 0x00, 0x01, 0x00] },
        options: { offsets: { ari: 0x100 } },
      },
    ],
  },
});
