import { defineDumpRule } from '../../define.ts';
import { plainDump } from '../../example-dump.ts';

export default defineDumpRule({
  meta: {
    id: 'dump/conflicting-bytes',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'A byte has one value',
    why: 'The same offset is there twice with two values: lsvf keeps the first one, other readers the last.',
    fix: 'Keep one capture.',
    reads: [],
    messages: {},
  },
  diagnostics: ['lspci/conflicting-row', 'rows/conflicting-bytes'],
  examples: {
    good: [{ dump: plainDump }],
    bad: [{ dump: `${plainDump}00: 11 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00\n` }],
  },
});
