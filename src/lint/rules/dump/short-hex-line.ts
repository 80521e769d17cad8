import { defineDumpRule } from '../../define.ts';
import { firstLine, plainDump } from '../../example-dump.ts';

export default defineDumpRule({
  meta: {
    id: 'dump/short-hex-line',
    severity: 'warning',
    profile: 'recommended',
    about: 'edit',
    title: 'All rows but the last have one width',
    why: 'lspci writes 16 bytes in every row; another width shows a row that was cut or edited.',
    fix: 'Restore the row, or take the dump again.',
    exceptions: 'Custom dumpers may write 4 or 32 bytes a row: one width for all rows is accepted.',
    reads: [],
    messages: {},
  },
  diagnostics: ['lspci/row-width'],
  examples: {
    good: [{ dump: plainDump }],
    bad: [
      {
        dump:
          firstLine +
          '00: 01 02 03\n10: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00\n20: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00\n30: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00\n',
      },
    ],
  },
});
