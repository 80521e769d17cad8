import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'caps/ext-chain-broken',
    severity: 'error',
    profile: 'recommended',
    about: 'capture',
    title: 'The list of extended capabilities leads to no FFFFFFFFh',
    why: 'The Function answered with ones in the middle of its list, or the platform does not reach its extended space.',
    fix: '{{bytes}}',
    spec: 'PCIe 6.0 §7.6.3',
    reads: [],
    needs: 4096,
    messages: {
      found: 'the capability header at {{at}} is FFFFFFFFh, which is not a header: nothing answered there',
    },
  },
  check(subject, report) {
    for (const { kind, problem, at } of subject.view.walk.problems) {
      if (kind === 'extended' && problem === 'all-ones' && at > 0x100)
        report('found', { offset: at, length: 4 }, { at: hex(at) });
    }
  },
  examples: {
    good: [{ fields: { 'pcie.capabilities.version': 2, 'ari.control.function_group': 0 } }],
    bad: [
      {
        fields: { 'pcie.capabilities.version': 2, 'ari.control.function_group': 0 },
        bytes: { 259: [0x20], 512: [0xff, 0xff, 0xff, 0xff] },
        options: { offsets: { ari: 0x100 } },
      },
    ],
  },
});
