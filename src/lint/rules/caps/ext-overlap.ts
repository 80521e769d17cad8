import { lengthOf } from '../../../decode/length.ts';
import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'caps/ext-overlap',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'No two extended capabilities share bytes',
    why: 'A write to one changes the other: a pointer or a length is wrong.',
    fix: 'Move one of the two, or correct the length.',
    exceptions:
      'Null capabilities take their header only. True of CXL memory devices of QEMU 10.0: their Flex Bus Port DVSEC states 32 bytes and reaches into Data Object Exchange.',
    spec: 'PCIe 6.0 §7.6.3',
    reads: [],
    needs: 4096,
    messages: {
      overlap: '{{name}} at {{offset}} begins inside {{other}}, which takes {{first}} to {{last}}',
    },
  },
  check(subject, report) {
    const { view } = subject;
    const placed = view.capabilities
      .filter(({ entry }) => entry.kind === 'extended')
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
    good: [
      {
        fields: { 'pcie.capabilities.version': 2, 'ari.control.function_group': 0, 'ats.control.enable': 0 },
      },
    ],
    bad: [
      {
        fields: { 'pcie.capabilities.version': 2, 'ari.control.function_group': 0 },
        options: { offsets: { ari: 0x100 } },
        bytes: { 258: [0x41, 0x10], 260: [0x0f, 0, 1, 0] },
      },
      {
        fields: {
          'pcie.capabilities.version': 2,
          'vsec.header.length': 0x80,
          'ari.control.function_group': 0,
        },
        options: { offsets: { vsec: 0x100, ari: 0x140 } },
      },
    ],
  },
});
