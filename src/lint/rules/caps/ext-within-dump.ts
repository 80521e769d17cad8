import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'caps/ext-within-dump',
    severity: 'error',
    profile: 'recommended',
    about: 'capture',
    title: 'The dump holds the whole list of extended capabilities',
    why: 'The capabilities after the cut are not known, and rules on them are skipped.',
    fix: '{{extended}}',
    spec: 'PCIe 6.0 §7.6.3',
    reads: [],
    messages: { found: 'the capability at {{at}} leads to {{target}}, past the end of the dump' },
  },
  check(subject, report) {
    for (const { kind, problem, at, target } of subject.view.walk.problems) {
      if (kind === 'extended' && problem === 'not-in-dump')
        report('found', { offset: at + 2, length: 2 }, { at: hex(at), target: hex(target ?? 0) });
    }
  },
  examples: {
    good: [{ fields: { 'pcie.capabilities.version': 2, 'ari.control.function_group': 0 } }],
    bad: [
      {
        fields: { 'pcie.capabilities.version': 2, 'ari.control.function_group': 0 },
        options: { offsets: { ari: 0x100 }, size: 0x200 },
        bytes: { 259: [0x40] },
      },
    ],
  },
});
