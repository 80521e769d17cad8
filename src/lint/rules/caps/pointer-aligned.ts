import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'caps/pointer-aligned',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'Capability pointers are multiples of 4',
    why: 'The lower two bits are reserved: software masks them, and a tool that does not reads the wrong bytes.',
    fix: 'Clear bits 1:0 of the pointer.',
    spec: 'PCIe 6.0 §7.5.1.1.11',
    reads: [],
    needs: 256,
    messages: { found: 'the pointer at {{at}} is {{target}}, which is not a multiple of 4' },
  },
  check(subject, report) {
    for (const { kind, problem, at, target } of subject.view.walk.problems) {
      if (kind === 'standard' && problem === 'misaligned')
        report('found', at, { at: hex(at), target: hex(target ?? 0) });
    }
  },
  examples: {
    good: [{ fields: { 'pm.control_status.power_state': 0 } }],
    bad: [
      {
        fields: { 'pm.control_status.power_state': 0 },
        bytes: { 52: [0x42] },
        options: { offsets: { pm: 0x40 } },
      },
    ],
  },
});
