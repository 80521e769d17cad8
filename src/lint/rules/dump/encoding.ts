import { defineDumpRule } from '../../define.ts';
import { plainDump } from '../../example-dump.ts';

export default defineDumpRule({
  meta: {
    id: 'dump/encoding',
    severity: 'warning',
    profile: 'recommended',
    title: 'A dump is UTF-8 text',
    why: 'PowerShell writes UTF-16: lspci -F understands no line of it, and version control takes it for binary.',
    fix: 'Save it as UTF-8.',
    reads: [],
    messages: {},
  },
  diagnostics: ['input/utf-16'],
  examples: {
    good: [{ dump: plainDump }],
    bad: [
      {
        dump: Uint8Array.from(
          [0xff, 0xfe, ...plainDump].flatMap((c) => (typeof c === 'number' ? [c] : [c.charCodeAt(0), 0])),
        ),
      },
    ],
  },
});
