import { defineDumpRule } from '../../define.ts';
import { plainDump } from '../../example-dump.ts';

export default defineDumpRule({
  meta: {
    id: 'dump/encoding',
    severity: 'warning',
    profile: 'recommended',
    title: 'A dump is UTF-8 text',
    why: 'PowerShell writes UTF-16: no line of it is understood, and the fixture looks empty.',
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
          [0xff, 0xfe, ...'00:00.0 Host bridge'].flatMap((c) =>
            typeof c === 'number' ? [c] : [c.charCodeAt(0), 0],
          ),
        ),
      },
    ],
  },
});
