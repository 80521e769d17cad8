import { defineDumpRule } from '../../define.ts';
import { firstLine, plainDump, rows } from '../../example-dump.ts';

export default defineDumpRule({
  meta: {
    id: 'dump/final-newline',
    severity: 'warning',
    profile: 'recommended',
    about: 'edit',
    title: 'The last line has a line end',
    why: 'lspci -F refuses a file without it, and its absence is a sign of a copy that was cut.',
    fix: 'Add it, and check that the last function has all its rows.',
    reads: [],
    messages: {},
  },
  diagnostics: ['lspci/no-last-newline'],
  examples: {
    good: [{ dump: plainDump }],
    bad: [{ dump: `${firstLine + rows(3)}30: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00` }],
  },
});
