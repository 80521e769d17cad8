import { defineDumpRule } from '../../define.ts';
import { plainDump } from '../../example-dump.ts';

export default defineDumpRule({
  meta: {
    id: 'dump/encoding',
    severity: 'warning',
    profile: 'recommended',
    about: 'edit',
    title: 'A dump is UTF-8 text without a byte order mark',
    why: 'PowerShell writes UTF-16: lspci -F understands no line of it, and version control takes it for binary. After a byte order mark it loses the first Function.',
    fix: 'Save it as UTF-8 without a byte order mark.',
    reads: [],
    messages: {},
  },
  diagnostics: ['input/utf-16', 'lspci/byte-order-mark'],
  examples: {
    good: [{ dump: plainDump }],
    bad: [
      { dump: `\ufeff${plainDump}` },
      {
        dump: Uint8Array.from(
          [0xff, 0xfe, ...plainDump].flatMap((c) => (typeof c === 'number' ? [c] : [c.charCodeAt(0), 0])),
        ),
      },
    ],
  },
});
