import { defineDumpRule } from '../../define.ts';
import { plainDump, rows } from '../../example-dump.ts';

export default defineDumpRule({
  meta: {
    id: 'dump/no-terminal-escapes',
    severity: 'warning',
    profile: 'recommended',
    about: 'capture',
    title: 'A dump holds no control sequences',
    why: "Colours and pagers leave sequences that hide a function's first line from readers.",
    fix: 'Capture without a terminal: lspci … | cat > dump.txt.',
    reads: [],
    messages: {},
  },
  diagnostics: ['lspci/terminal-escapes'],
  examples: { good: [{ dump: plainDump }], bad: [{ dump: `00:00.0 \u001b[1mHost bridge\n${rows(4)}` }] },
});
