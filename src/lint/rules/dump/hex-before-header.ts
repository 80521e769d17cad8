import { defineDumpRule } from '../../define.ts';
import { plainDump, rows } from '../../example-dump.ts';

export default defineDumpRule({
  meta: {
    id: 'dump/hex-before-header',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'Rows of bytes belong to a function',
    why: "lspci drops such rows without a word: a function's first line was lost, or an empty line cuts it in two.",
    fix: 'Put the first line of the function back, or remove the empty line inside it.',
    reads: [],
    messages: {},
  },
  diagnostics: ['lspci/row-without-function', 'rows/row-without-function'],
  examples: {
    good: [{ dump: plainDump }],
    bad: [{ dump: rows(2) + plainDump }, { dump: `${plainDump}\n${rows(1)}` }],
  },
});
