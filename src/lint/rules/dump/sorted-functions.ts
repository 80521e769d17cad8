import { defineDumpRule } from '../../define.ts';
import { plainDump, rows } from '../../example-dump.ts';

export default defineDumpRule({
  meta: {
    id: 'dump/sorted-functions',
    severity: 'info',
    profile: 'strict',
    about: 'edit',
    title: 'Functions are in ascending order',
    why: 'lspci sorts them; another order shows a file that was made by hand or joined.',
    fix: 'Sort the functions.',
    exceptions: 'Excerpts made by hand.',
    reads: [],
    messages: {},
  },
  diagnostics: ['lspci/not-sorted'],
  examples: { good: [{ dump: plainDump }], bad: [{ dump: `00:02.0 X\n${rows(4)}${plainDump}` }] },
});
