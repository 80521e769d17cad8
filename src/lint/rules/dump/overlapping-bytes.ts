import { defineDumpRule } from '../../define.ts';
import { plainDump, rows } from '../../example-dump.ts';

export default defineDumpRule({
  meta: {
    id: 'dump/overlapping-bytes',
    severity: 'warning',
    profile: 'recommended',
    title: 'A byte is written once',
    why: 'Rows that are there twice come from a merge; the next edit will make them differ.',
    fix: 'Remove the rows that repeat others.',
    reads: [],
    messages: {},
  },
  diagnostics: ['lspci/repeated-row'],
  examples: { good: [{ dump: plainDump }], bad: [{ dump: plainDump + rows(1) }] },
});
