import { defineDumpRule } from '../../define.ts';
import { plainDump } from '../../example-dump.ts';

export default defineDumpRule({
  meta: {
    id: 'dump/duplicate-function',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'Copies of a function agree',
    why: 'An address comes more than once, with different bytes or IDs: which of the captures counts depends on the reader.',
    fix: 'Keep one capture in a file.',
    exceptions: 'Before-and-after captures in one file: use two files.',
    reads: [],
    messages: {},
  },
  diagnostics: [
    'lspci/duplicate-function',
    'rows/duplicate-function',
    'umockdev/duplicate-function',
    'json/duplicate-function',
  ],
  examples: { good: [{ dump: plainDump }], bad: [{ dump: plainDump + plainDump.replace('72 15', '73 15') }] },
});
