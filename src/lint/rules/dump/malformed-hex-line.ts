import { defineDumpRule } from '../../define.ts';
import { firstLine, plainDump, rows } from '../../example-dump.ts';

export default defineDumpRule({
  meta: {
    id: 'dump/malformed-hex-line',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'A row holds nothing but bytes of two hex digits',
    why: 'lspci -F stops at such a row, and the bytes after the fault are lost.',
    fix: 'Correct the row; of rows from hexdump -C or xxd remove the text column.',
    reads: [],
    messages: {},
  },
  diagnostics: [
    'lspci/bad-byte',
    'lspci/empty-row',
    'rows/bad-byte',
    'umockdev/bad-byte',
    'rows/bad-repeat',
    'rows/open-repeat',
  ],
  examples: { good: [{ dump: plainDump }], bad: [{ dump: `${firstLine + rows(3)}30: 00 0x 00\n` }] },
});
