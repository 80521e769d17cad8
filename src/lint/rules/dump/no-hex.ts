import { defineRule } from '../../define.ts';
import { firstLine, plainDump } from '../../example-dump.ts';

export default defineRule({
  meta: {
    id: 'dump/no-hex',
    severity: 'warning',
    profile: 'recommended',
    about: 'capture',
    title: 'Every function has bytes',
    why: 'lspci was run without -x, or could not read them: nothing of this function can be decoded.',
    fix: '{{bytes}}',
    reads: [],
    impliedBy: ['sysfs/config-is-bytes', 'sysfs/config-size'],
    messages: { none: 'the dump holds no bytes of it' },
    together: {
      'the dump holds no bytes of it': 'the dump holds no bytes of {{count}} of {{total}} functions',
    },
  },
  check({ fn, system, report: { verdict } }, report) {
    if (fn.config.knownBytes > 0) return;
    // A list has bytes of no Function.
    const isDump =
      !system.snapshot.inventory || system.snapshot.functions.some(({ config }) => config.end > 0);
    if (isDump || verdict.role === 'unreadable') report('none');
  },
  examples: {
    good: [{ dump: plainDump }],
    bad: [{ dump: `${firstLine}\n${plainDump.replace('00:00.0', '00:01.0')}` }],
  },
});
