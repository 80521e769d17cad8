import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'caps/pointer-into-header',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'No capability pointer leads into the header',
    why: 'The list ends there for software, and what came after is lost.',
    fix: 'Correct the pointer: capabilities begin at 40h.',
    spec: 'PCIe 6.0 §7.5.1.1.11',
    reads: [],
    needs: 256,
    messages: { found: 'the pointer at {{at}} is {{target}}, which is in the header' },
  },
  check(subject, report) {
    for (const { kind, problem, at, target } of subject.view.walk.problems) {
      if (kind === 'standard' && problem === 'pointer-outside')
        report('found', at, { at: hex(at), target: hex(target ?? 0) });
    }
  },
  examples: {
    good: [{ fields: { 'pm.control_status.power_state': 0 } }],
    bad: [
      {
        fields: { 'pm.control_status.power_state': 0 },
        bytes: { 65: [0x10] },
        options: { offsets: { pm: 0x40 } },
      },
    ],
  },
});
