import { defineDumpRule } from '../../define.ts';
import { plainDump } from '../../example-dump.ts';

export default defineDumpRule({
  meta: {
    id: 'dump/duplicate-function',
    severity: 'error',
    profile: 'recommended',
    title: 'A function is in a dump once',
    why: 'Two captures were joined: what a PF or VF is bound to depends on which one a reader takes.',
    fix: 'Keep one capture in a file.',
    exceptions: 'Before-and-after captures in one file: use two files.',
    reads: [],
    messages: {},
  },
  diagnostics: ['lspci/duplicate-function', 'rows/duplicate-function', 'json/duplicate-function'],
  examples: { good: [{ dump: plainDump }], bad: [{ dump: plainDump + plainDump }] },
});
