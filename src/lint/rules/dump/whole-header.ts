import { defineRule } from '../../define.ts';
import { firstLine, plainDump, rows } from '../../example-dump.ts';

export default defineRule({
  meta: {
    id: 'dump/whole-header',
    severity: 'error',
    profile: 'recommended',
    about: 'capture',
    title: 'A function has at least the 64 bytes of its header',
    why: 'Less than the header decides nothing, not even what kind of function it is.',
    fix: '{{again}}',
    reads: [],
    impliedBy: ['sysfs/config-size'],
    messages: { short: '{{bytes}} bytes are here; the header has 64' },
  },
  insteadOf: ['lspci/short-header'],
  check({ fn }, report) {
    const bytes = fn.config.knownBytes;
    if (bytes > 0 && bytes < 64) report('short', undefined, { bytes });
  },
  examples: { good: [{ dump: plainDump }], bad: [{ dump: firstLine + rows(3) }] },
});
