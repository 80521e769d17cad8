import { defineDumpRule } from '../../define.ts';
import { plainDump, rows } from '../../example-dump.ts';

export default defineDumpRule({
  meta: {
    id: 'dump/valid-address',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'Addresses exist',
    why: 'Device numbers end at 1Fh and function numbers at 7; with ARI, function 2Ah is written 05.2.',
    fix: 'Correct the address.',
    exceptions: 'Tools that write ARI functions as 00.2a.',
    reads: [],
    messages: {},
  },
  diagnostics: ['lspci/bad-address', 'rows/bad-address'],
  examples: { good: [{ dump: plainDump }], bad: [{ dump: `${plainDump}00:20.0 X\n${rows(4)}` }] },
});
