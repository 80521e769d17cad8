import { defineDumpRule } from '../../define.ts';
import { plainDump } from '../../example-dump.ts';

export default defineDumpRule({
  meta: {
    id: 'dump/lf-line-ends',
    severity: 'info',
    profile: 'strict',
    about: 'edit',
    title: 'Lines end in LF',
    why: 'Other readers keep the CR, and every line shows in a diff.',
    fix: 'Convert the file; set eol=lf or -text for it in .gitattributes.',
    exceptions: 'Captures from Windows.',
    reads: [],
    messages: {},
  },
  diagnostics: ['lspci/crlf'],
  examples: {
    good: [{ dump: plainDump }],
    bad: [
      {
        dump: '00:00.0 Host bridge: Example\r\n00: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00\r\n10: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00\r\n20: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00\r\n30: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00\r\n',
      },
    ],
  },
});
