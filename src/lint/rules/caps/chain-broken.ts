import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'caps/chain-broken',
    severity: 'error',
    profile: 'recommended',
    about: 'capture',
    title: 'The capability list leads to no FFh',
    why: 'The Function answered with ones in the middle of its list: it was reset, or asleep, while the dump was taken.',
    fix: '{{again}}',
    spec: 'PCIe 6.0 §7.5.1.1.11',
    reads: [],
    needs: 256,
    messages: { found: 'the capability at {{at}} has ID FFh, which is not an ID: nothing answered there' },
  },
  check(subject, report) {
    for (const { kind, problem, at } of subject.view.walk.problems) {
      if (kind === 'standard' && problem === 'all-ones') report('found', at, { at: hex(at) });
    }
  },
  examples: {
    good: [{ fields: { 'pm.control_status.power_state': 0 } }],
    bad: [
      {
        fields: { 'pm.control_status.power_state': 0 },
        bytes: { 65: [0x80], 128: [0xff, 0xff] },
        options: { offsets: { pm: 0x40 } },
      },
    ],
  },
});
