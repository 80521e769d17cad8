import { defineDumpRule } from '../../define.ts';
import { firstLine, plainDump, rows } from '../../example-dump.ts';

export default defineDumpRule({
  meta: {
    id: 'dump/bytes-as-root',
    severity: 'warning',
    profile: 'recommended',
    about: 'capture',
    title: 'The dump was taken as root',
    why: 'Without root there are 64 bytes: no capability can be seen, and no rule on one can run.',
    fix: '{{bytes}}',
    reads: [],
    messages: {},
  },
  diagnostics: ['lspci/access-denied', 'sysfs/not-root'],
  examples: {
    good: [{ dump: plainDump }],
    bad: [{ dump: `${firstLine}	Capabilities: <access denied>\n${rows(4)}` }],
  },
});
