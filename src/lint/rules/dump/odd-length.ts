import { defineRule } from '../../define.ts';
import { firstLine, plainDump, rows } from '../../example-dump.ts';

export default defineRule({
  meta: {
    id: 'dump/odd-length',
    severity: 'error',
    profile: 'recommended',
    about: 'capture',
    title: 'A function has 64, 128, 256 or 4096 bytes',
    why: 'Another length shows a copy that was cut.',
    fix: '{{again}}',
    reads: [],
    needs: 64,
    impliedBy: ['sysfs/config-size'],
    messages: { odd: '{{bytes}} bytes are here; 64, 256 or 4096 were expected' },
  },
  insteadOf: ['lspci/truncated', 'raw/size'],
  check({ fn }, report) {
    const { end, ranges } = fn.config;
    if (end < 64 || ranges || [64, 128, 256, 4096].includes(end)) return;
    report('odd', end - 1, { bytes: end });
  },
  examples: { good: [{ dump: plainDump }], bad: [{ dump: firstLine + rows(15) }] },
});
