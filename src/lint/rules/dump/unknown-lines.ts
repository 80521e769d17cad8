import { defineDumpRule } from '../../define.ts';
import { plainDump } from '../../example-dump.ts';

export default defineDumpRule({
  meta: {
    id: 'dump/unknown-lines',
    severity: 'warning',
    profile: 'recommended',
    about: 'edit',
    title: 'Every line of a dump is understood',
    why: "A line that is neither a function's first line nor a row of bytes may be a row whose beginning was damaged: its bytes are lost.",
    fix: 'Remove mail quotes, prefixes of logs and prose from the dump, or take it again.',
    reads: [],
    messages: {},
  },
  diagnostics: [
    'lspci/unknown-line',
    'lspci/long-line',
    'lspci/long-text',
    'rows/unknown-line',
    'umockdev/unknown-line',
    'procfs/unknown-line',
    'input/unused-bytes',
  ],
  examples: { good: [{ dump: plainDump }], bad: [{ dump: `> 00: 00 00\n${plainDump}` }] },
});
