import { defineDumpRule } from '../../define.ts';
import { firstLine, plainDump } from '../../example-dump.ts';

export default defineDumpRule({
  meta: {
    id: 'dump/rows-as-printed',
    severity: 'info',
    profile: 'strict',
    about: 'capture',
    title: 'Rows are as lspci prints them',
    why: 'lspci -F refuses rows that are indented, quoted, wrapped, or followed by text; other tools read only what lspci prints.',
    fix: '{{again}} Or write it anew with lsvf show --format hex.',
    exceptions: 'Fixtures that show what a mail program, a logger or an editor made of a dump.',
    reads: [],
    messages: {},
  },
  diagnostics: [
    'lspci/indented',
    'lspci/line-prefix',
    'lspci/wrapped-row',
    'lspci/ascii-column',
    'rows/other-text',
    'input/unwrapped',
  ],
  examples: {
    good: [{ dump: plainDump }],
    bad: [
      { dump: plainDump.replaceAll('\n', '\n  ').trimEnd() },
      { dump: plainDump.replace(/^/gm, '> ') },
      { dump: firstLine + plainDump.slice(firstLine.length).replace(/$/gm, '  ................') },
    ],
  },
});
