import { lengthOf } from '../../../decode/length.ts';
import { defineRule } from '../../define.ts';

const hex = (n: number): string => `${n.toString(16).toUpperCase()}h`;
/** Ranges that one message names. */
const mostNamed = 4;

export default defineRule({
  meta: {
    id: 'caps/no-bytes-outside',
    severity: 'info',
    profile: 'pedantic',
    about: 'device',
    title: 'Bytes from 40h to FFh belong to capabilities',
    why: 'In a fixture made by hand, they are mostly left over from a capability that was taken out of the list.',
    fix: 'Clear the bytes, or link the capability again.',
    exceptions: 'Most chipsets and many devices keep registers of their own there.',
    spec: 'PCIe 6.0 §7.5.1.1.11',
    reads: [],
    needs: 256,
    messages: {
      one: 'the byte at {{ranges}} is not 0, but no capability covers it',
      many: '{{count}} bytes are not 0, but no capability covers them: {{ranges}}',
    },
  },
  check({ view }, report) {
    if (view.layout > 2 || (view.walk.standard !== 'complete' && view.walk.standard !== 'none')) return;
    const covered = new Uint8Array(256);
    for (const capability of view.capabilities) {
      if (capability.entry.kind !== 'standard') continue;
      // No byte after an unknown capability can be told from a hole.
      const { offset } = capability.entry;
      const length = lengthOf(view, capability);
      covered.fill(1, offset, length === undefined ? 256 : Math.max(offset + length, offset + 2));
    }
    const ranges: [number, number][] = [];
    let count = 0;
    for (let at = view.layout === 2 ? 0x48 : 0x40; at < 256; at++) {
      if (covered[at] === 1 || view.config.u8(at) === 0) continue;
      count++;
      const last = ranges.at(-1);
      if (last && last[1] === at - 1) last[1] = at;
      else ranges.push([at, at]);
    }
    const [first] = ranges;
    if (!first) return;
    const named = ranges.slice(0, mostNamed).map(([a, b]) => (a === b ? hex(a) : `${hex(a)} to ${hex(b)}`));
    if (ranges.length > mostNamed) named.push(`and ${ranges.length - mostNamed} more`);
    const place = { offset: first[0], length: first[1] - first[0] + 1 };
    if (count === 1) report('one', place, { ranges: hex(first[0]) });
    else report('many', place, { count, ranges: named.join(', ') });
  },
  examples: {
    good: [{ fields: { 'pm.control_status.power_state': 0 } }],
    bad: [
      { fields: { 'pm.control_status.power_state': 0 }, bytes: { 128: [0x05, 0x00, 0x80] } },
      { fields: { 'pm.control_status.power_state': 0 }, bytes: { 128: [0x05] } },
    ],
  },
});
