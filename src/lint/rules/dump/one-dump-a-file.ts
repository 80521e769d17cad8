import { defineDumpRule } from '../../define.ts';
import { plainDump } from '../../example-dump.ts';

const two = `${plainDump}${plainDump.replace('00:00.0', '00:01.0')}`;

export default defineDumpRule({
  meta: {
    id: 'dump/one-dump-a-file',
    severity: 'info',
    profile: 'recommended',
    about: 'capture',
    title: 'A file holds one dump',
    why: 'Other tools join dumps that follow each other, and the later bytes of a Function replace the earlier ones.',
    fix: 'Put each dump into a file of its own.',
    reads: [],
    messages: {},
  },
  diagnostics: ['input/several-dumps', 'rows/changed-later'],
  examples: { good: [{ dump: two }], bad: [{ dump: `${two}${two}` }] },
});
