import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'caps/ext-loop',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'The list of extended capabilities does not lead back',
    why: 'A parser without a limit hangs.',
    fix: 'Set Next Capability Offset of the last capability to 000h.',
    spec: 'PCIe 6.0 §7.6.3',
    reads: [],
    needs: 4096,
    messages: {
      found: 'the capability at {{at}} leads back to {{target}}, but the last one must lead to 000h',
    },
  },
  check(subject, report) {
    for (const { kind, problem, at, target } of subject.view.walk.problems) {
      if (kind === 'extended' && problem === 'loop')
        report('found', { offset: at + 2, length: 2 }, { at: hex(at), target: hex(target ?? 0) });
    }
  },
  examples: {
    good: [{ fields: { 'pcie.capabilities.version': 2, 'ari.control.function_group': 0 } }],
    bad: [
      {
        fields: { 'pcie.capabilities.version': 2, 'ari.control.function_group': 0 },
        bytes: { 259: [0x10] },
        options: { offsets: { ari: 0x100 } },
      },
    ],
  },
});
