import { defineRule } from '../../define.ts';

const registers = [
  ['header.memory_base', 'Memory Base'],
  ['header.memory_limit', 'Memory Limit'],
] as const;
const bridge = (base: number, limit: number) => ({
  fields: { 'header.memory_base': base, 'header.memory_limit': limit },
  options: { layout: 1 as const },
});

export default defineRule({
  meta: {
    id: 'header/bridge-memory-type',
    severity: 'warning',
    profile: 'recommended',
    about: 'edit',
    title: 'The memory window of a bridge has no type',
    why: 'Bits 3:0 of Memory Base and Memory Limit are always 0: another value means that the bytes are of something else.',
    fix: 'Clear bits 3:0, or re-capture the bridge.',
    spec: 'PCIe 6.0 §7.5.1.3.8',
    reads: ['header.memory_base', 'header.memory_limit'],
    messages: { set: 'bits 3:0 of {{name}} are {{found}}, but must be 0' },
  },
  check(subject, report) {
    for (const [path, name] of registers) {
      const found = subject.get(path) & 0xf;
      if (found !== 0) report('set', path, { name, found });
    }
  },
  examples: { good: [bridge(0xfe80, 0xfe90)], bad: [bridge(0xfe81, 0xfe90), bridge(0xfe80, 0xfe91)] },
});
