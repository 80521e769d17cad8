import { defineDumpRule } from '../../define.ts';
import { plainDump, rows } from '../../example-dump.ts';

export default defineDumpRule({
  meta: {
    id: 'dump/line-too-long',
    severity: 'warning',
    profile: 'recommended',
    about: 'edit',
    title: 'Lines have at most 253 characters',
    why: 'lspci -F refuses longer lines.',
    fix: "Shorten the name in the function's first line.",
    exceptions: 'Long names of pci.ids, followed by IDs and revision.',
    reads: [],
    messages: {},
  },
  diagnostics: ['lspci/line-too-long'],
  examples: {
    good: [{ dump: plainDump }],
    bad: [
      {
        dump:
          '00:00.0 xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n' +
          rows(4),
      },
    ],
  },
});
