import { manglingOf } from '../../../model/mangling.ts';
import { defineDumpRule } from '../../define.ts';

const replaced = [0xef, 0xbf, 0xbd];

export default defineDumpRule({
  meta: {
    id: 'dump/mangled',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'No text tool has rewritten the bytes',
    why: 'A program took a binary file for text: bytes are replaced, doubled or added, and everything after the first is in another place.',
    fix: 'Take the file from its source again, as binary.',
    reads: [],
    explains: 'all',
    messages: { mangled: '{{what}}' },
  },
  diagnostics: ['input/mangled'],
  check({ functions, diagnostics }, report) {
    const said = new Set(
      diagnostics.flatMap(({ code, function: fn }) => (code === 'input/mangled' ? [fn] : [])),
    );
    for (const fn of functions) {
      if (said.has(fn.address)) continue;
      const { config } = fn;
      const bytes = Uint8Array.from({ length: config.end }, (_, at) =>
        config.has(at, 1) ? config.u8(at) : 0,
      );
      const what = manglingOf(bytes);
      if (what !== undefined) report(fn, 'mangled', 0, { what });
    }
  },
  examples: {
    good: [{ fields: { 'header.vendor_id': 0x8086 } }],
    bad: [
      {
        files: {
          '0000:00:00.0/config': new Uint8Array([...replaced, ...replaced, 0x46, 0, 7, 4, 0, 0, 2, 0]),
        },
      },
      { fields: {}, bytes: { 0: [...replaced, ...replaced, 0x46, 0, 7, 4, ...replaced, 0, 2, 0] } },
    ],
  },
});
