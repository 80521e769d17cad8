import { defineDumpRule } from '../../define.ts';
import { firstLine, plainDump, rows } from '../../example-dump.ts';

export default defineDumpRule({
  meta: {
    id: 'dump/gap',
    severity: 'error',
    profile: 'recommended',
    about: 'capture',
    title: 'The bytes of a function have no hole',
    why: 'lspci fills a hole with FFh and prints it as if it had been read; a lost row becomes registers of all ones.',
    fix: '{{again}} If the hole is meant, say so in a suppression.',
    exceptions: 'Fixtures from which serial numbers were taken out.',
    reads: [],
    messages: {},
  },
  diagnostics: ['lspci/gap', 'rows/gap'],
  examples: {
    good: [{ dump: plainDump }],
    bad: [{ dump: `${firstLine + rows(1)}20: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00\n` }],
  },
});
