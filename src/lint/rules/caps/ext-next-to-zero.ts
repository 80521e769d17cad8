import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'caps/ext-next-to-zero',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'The list of extended capabilities leads to no empty header',
    why: 'The list ends at a header of zeros: something was cut out without relinking.',
    fix: 'Set Next Capability Offset of the capability before to 000h.',
    spec: 'PCIe 6.0 §7.6.3',
    reads: [],
    needs: 4096,
    messages: { empty: 'the list leads to {{offset}}, where the header is 00000000h: it should end before' },
  },
  check(subject, report) {
    for (const { kind, next } of subject.view.walk.entries) {
      if (kind === 'extended' && next > 0 && subject.fn.config.u32(next & 0xffc) === 0) {
        report('empty', next & 0xffc, { offset: `${(next & 0xffc).toString(16).toUpperCase()}h` });
      }
    }
  },
  examples: {
    good: [{ fields: { 'pcie.capabilities.version': 2, 'ari.control.function_group': 0 } }],
    bad: [
      {
        fields: { 'pcie.capabilities.version': 2, 'ari.control.function_group': 0 },
        bytes: { 259: [0x20] },
        options: { offsets: { ari: 0x100 } },
      },
    ],
  },
});
