import { lengthOf } from '../../../decode/length.ts';
import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'caps/ext-within-4096',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'Every extended capability ends before 1000h',
    why: 'Nothing exists past the end: pointer or length is wrong.',
    fix: 'Move the capability, or correct its length.',
    spec: 'PCIe 6.0 §7.2',
    reads: [],
    needs: 4096,
    messages: { over: '{{name}} at {{offset}} takes {{length}} bytes and ends past 1000h' },
  },
  check(subject, report) {
    const { view } = subject;
    for (const capability of view.capabilities) {
      const { kind, offset } = capability.entry;
      const length = kind === 'extended' ? lengthOf(view, capability) : undefined;
      if (length === undefined || offset + length <= 0x1000) continue;
      const name = capability.definition?.title ?? capability.name;
      report('over', offset, { name, offset: hex(offset), length });
    }
  },
  examples: {
    good: [{ fields: { 'pcie.capabilities.version': 2, 'ari.control.function_group': 0 } }],
    bad: [
      {
        fields: { 'pcie.capabilities.version': 2, 'ari.control.function_group': 0 },
        options: { offsets: { ari: 0x100 } },
        bytes: { 259: [0xff], 4080: [0x10, 0, 1, 0] },
      },
    ],
  },
});
