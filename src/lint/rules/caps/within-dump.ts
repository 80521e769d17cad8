import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'caps/within-dump',
    severity: 'error',
    profile: 'recommended',
    about: 'capture',
    title: 'The dump holds the whole capability list',
    why: 'The capabilities after the cut are not known, and rules on them are skipped.',
    fix: '{{bytes}}',
    exceptions: 'A dump of the header alone (64 bytes) does not cut the list.',
    spec: 'PCIe 6.0 §7.5.1.1.11',
    reads: [],
    messages: { found: 'the pointer at {{at}} leads to {{target}}, past the end of the dump' },
  },
  check(subject, report) {
    for (const { kind, problem, at, target } of subject.view.walk.problems) {
      if (kind === 'standard' && problem === 'not-in-dump' && subject.fn.config.u8(0x40) >= 0)
        report('found', at, { at: hex(at), target: hex(target ?? 0) });
    }
  },
  examples: {
    good: [{ fields: { 'pm.control_status.power_state': 0 } }],
    bad: [{ fields: { 'pm.control_status.power_state': 0 }, options: { offsets: { pm: 0x80 }, size: 128 } }],
  },
});
