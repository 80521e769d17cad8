import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'caps/ext-pointer-below-100',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'No extended capability pointer leads below 100h',
    why: 'Extended capabilities begin at 100h; software ends the list there.',
    fix: 'Correct Next Capability Offset.',
    spec: 'PCIe 6.0 §7.6.3',
    reads: [],
    needs: 4096,
    messages: {
      found: 'the capability at {{at}} points to {{target}}, but extended capabilities begin at 100h',
    },
  },
  check(subject, report) {
    for (const { kind, problem, at, target } of subject.view.walk.problems) {
      if (kind === 'extended' && problem === 'pointer-outside')
        report('found', { offset: at + 2, length: 2 }, { at: hex(at), target: hex(target ?? 0) });
    }
  },
  examples: {
    good: [{ fields: { 'pcie.capabilities.version': 2, 'ari.control.function_group': 0 } }],
    bad: [
      {
        fields: { 'pcie.capabilities.version': 2, 'ari.control.function_group': 0 },
        bytes: { 259: [0x08] },
        options: { offsets: { ari: 0x100 } },
      },
    ],
  },
});
