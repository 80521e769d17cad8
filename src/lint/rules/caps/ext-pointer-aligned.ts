import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'caps/ext-pointer-aligned',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'Extended capability pointers are multiples of 4',
    why: 'The lower two bits are reserved.',
    fix: 'Clear the lower two bits of Next Capability Offset.',
    spec: 'PCIe 6.0 §7.6.3',
    reads: [],
    needs: 4096,
    messages: { found: 'the capability at {{at}} points to {{target}}, which is not a multiple of 4' },
  },
  check(subject, report) {
    for (const { kind, problem, at, target } of subject.view.walk.problems) {
      if (kind === 'extended' && problem === 'misaligned')
        report('found', { offset: at + 2, length: 2 }, { at: hex(at), target: hex(target ?? 0) });
    }
  },
  examples: {
    good: [{ fields: { 'pcie.capabilities.version': 2, 'ari.control.function_group': 0 } }],
    bad: [
      {
        fields: { 'pcie.capabilities.version': 2, 'ari.control.function_group': 0 },
        bytes: { 258: [0x11, 0x20], 512: [0x0d, 0, 0x01, 0] },
        options: { offsets: { ari: 0x100 } },
      },
    ],
  },
});
