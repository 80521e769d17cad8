import { defineDumpRule } from '../../define.ts';
import { firstLine, plainDump, rows } from '../../example-dump.ts';

export default defineDumpRule({
  meta: {
    id: 'dump/ascending-offsets',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'Rows are in ascending order',
    why: 'Rows out of order are pasted together, or the first line of a second function was lost.',
    fix: "Check whether a function's first line is missing; a row 00 after a row f0 nearly always means that.",

    reads: [],
    messages: {},
  },
  diagnostics: ['lspci/row-order', 'rows/offsets'],
  examples: {
    good: [{ dump: plainDump }],
    bad: [
      {
        dump:
          firstLine +
          rows(1) +
          '30: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00\n20: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00\n10: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00\n',
      },
    ],
  },
});
