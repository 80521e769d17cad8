import { lengthOf } from '../../../decode/length.ts';
import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'caps/within-256',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'Every capability ends before 100h',
    why: 'Nothing exists past the end: pointer or length is wrong.',
    fix: 'Move the capability, or correct its length.',
    spec: 'PCIe 6.0 §7.2',
    reads: [],
    needs: 256,
    messages: { over: '{{name}} at {{offset}} takes {{length}} bytes and ends past 100h' },
  },
  check(subject, report) {
    const { view } = subject;
    for (const capability of view.capabilities) {
      const { kind, offset } = capability.entry;
      const length = kind === 'standard' ? lengthOf(view, capability) : undefined;
      if (length === undefined || offset + length <= 0x100) continue;
      const name = capability.definition?.title ?? capability.name;
      report('over', offset, { name, offset: hex(offset), length });
    }
  },
  examples: {
    good: [{ fields: { 'pm.control_status.power_state': 0 } }],
    bad: [{ fields: {}, bytes: { 6: [0x10], 52: [0xf0], 240: [0x10, 0, 2, 0] } }],
  },
});
