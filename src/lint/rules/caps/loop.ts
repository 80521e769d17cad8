import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'caps/loop',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'The capability list does not lead back',
    why: 'A parser without a limit hangs.',
    fix: 'Correct the next pointer of the last capability to 00h.',
    spec: 'PCIe 6.0 §7.5.1.1.11',
    reads: [],
    needs: 256,
    messages: { found: 'the pointer at {{at}} leads back to {{target}}, but the last one must be 00h' },
  },
  check(subject, report) {
    for (const { kind, problem, at, target } of subject.view.walk.problems) {
      if (kind === 'standard' && problem === 'loop')
        report('found', at, { at: hex(at), target: hex(target ?? 0) });
    }
  },
  examples: {
    good: [{ fields: { 'pm.control_status.power_state': 0 } }],
    bad: [
      {
        fields: { 'pm.control_status.power_state': 0 },
        bytes: { 65: [0x40] },
        options: { offsets: { pm: 0x40 } },
      },
    ],
  },
});
