import { lengthOf } from '../../../decode/length.ts';
import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'caps/overlap',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'No two capabilities share bytes',
    why: 'A write to one changes the other: a pointer or a length is wrong.',
    fix: 'Move one of the two, or correct the length.',
    exceptions: 'Null capabilities take their header only.',
    spec: 'PCIe 6.0 §7.5.1.1.11',
    reads: [],
    needs: 256,
    messages: {
      overlap: '{{name}} at {{offset}} begins inside {{other}}, which takes {{first}} to {{last}}',
    },
  },
  check(subject, report) {
    const { view } = subject;
    const placed = view.capabilities
      .filter(({ entry }) => entry.kind === 'standard')
      .sort((a, b) => a.entry.offset - b.entry.offset);
    for (const [n, capability] of placed.entries()) {
      const next = placed[n + 1];
      const length = next ? lengthOf(view, capability) : undefined;
      const { offset } = capability.entry;
      if (!next || length === undefined || offset + length <= next.entry.offset) continue;
      report('overlap', next.entry.offset, {
        name: next.definition?.title ?? next.name,
        offset: hex(next.entry.offset),
        other: capability.definition?.title ?? capability.name,
        first: hex(offset),
        last: hex(offset + length - 1),
      });
    }
  },
  examples: {
    good: [{ fields: { 'pm.control_status.power_state': 0, 'msix.control.enable': 0 } }],
    bad: [
      {
        fields: { 'pm.control_status.power_state': 0 },
        options: { offsets: { pm: 0x40 } },
        bytes: { 65: [0x44], 68: [0x11, 0] },
      },
    ],
  },
});
