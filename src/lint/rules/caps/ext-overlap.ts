import { lengthOf } from '../../../decode/length.ts';
import type { Capability, FunctionView } from '../../../decode/view.ts';
import { defineRule } from '../../define.ts';

/** VSEC and DVSEC: they state their length themselves. */
const statingLength = new Set([0x0b, 0x23]);

function bytesOf(view: FunctionView, capability: Capability): number | undefined {
  const { id, offset } = capability.entry;
  const known = lengthOf(view, capability);
  if (!statingLength.has(id)) return known;
  const header = view.config.u32(offset + 4);
  return header < 0 ? known : Math.max(header >>> 20, known ?? 0);
}

const hex = (n: number): string => `${n.toString(16).toUpperCase().padStart(2, '0')}h`;

export default defineRule({
  meta: {
    id: 'caps/ext-overlap',
    severity: 'error',
    profile: 'recommended',
    title: 'No two extended capabilities share bytes',
    why: 'A write to one changes the other: a pointer or a length is wrong.',
    fix: 'Move one of the two, or correct the length.',
    exceptions: 'Null capabilities take their header only.',
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
      const length = next ? bytesOf(view, capability) : undefined;
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
