import { defineDumpRule } from '../../define.ts';
import { firstLine, plainDump, rows } from '../../example-dump.ts';

export default defineDumpRule({
  meta: {
    id: 'dump/no-empty-lines-inside',
    severity: 'warning',
    profile: 'recommended',
    about: 'edit',
    title: 'No empty line is between the rows of a Function',
    why: 'An empty line ends a function for lspci -F: it drops the rows after it without a word.',
    fix: 'Remove the empty line.',
    exceptions: 'Dumps out of a mail whose lines were set apart.',
    reads: [],
    messages: {},
  },
  diagnostics: ['lspci/empty-line-inside'],
  examples: {
    good: [{ dump: plainDump }],
    bad: [{ dump: `${firstLine + rows(3)}\n30: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00\n` }],
  },
});
