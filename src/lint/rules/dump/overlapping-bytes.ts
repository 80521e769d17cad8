import { defineDumpRule } from '../../define.ts';
import { plainDump, rows } from '../../example-dump.ts';

export default defineDumpRule({
  meta: {
    id: 'dump/overlapping-bytes',
    severity: 'warning',
    profile: 'recommended',
    about: 'edit',
    title: 'A byte is written once',
    why: 'Rows or functions that are there twice come from a merge; the next edit will make them differ.',
    fix: 'Remove what repeats.',
    reads: [],
    messages: {},
  },
  diagnostics: ['lspci/repeated-row', 'lspci/repeated-function'],
  examples: {
    good: [{ dump: plainDump }],
    bad: [{ dump: plainDump + rows(1) }, { dump: plainDump + plainDump }],
  },
});
