import { defineDumpRule } from '../../define.ts';

const zeros = ['0000010', '0000020', '0000030'];
const words = zeros.map((offset) => `${offset}${' 0000'.repeat(8)}\n`).join('');
const bytes = zeros.map((offset) => `${offset}${' 00'.repeat(16)}\n`).join('');

export default defineDumpRule({
  meta: {
    id: 'dump/byte-order',
    severity: 'warning',
    profile: 'recommended',
    about: 'capture',
    title: 'The first bytes tell the order of bytes in a group',
    why: 'hexdump and od print groups as numbers of their machine, xxd as bytes. Taken the wrong way round, every register is another.',
    fix: 'Print bytes one by one (hexdump -C, od -t x1, xxd -g1), or say --from hexdump-le or hexdump-be.',
    reads: [],
    messages: {},
  },
  diagnostics: ['rows/byte-order'],
  examples: {
    good: [{ dump: `0000000 86 80 72 15 00 00 00 00 00 00 00 02 00 00 00 00\n${bytes}` }],
    bad: [{ dump: `0000000 1234 5678 0000 0000 0000 0202 0000 0000\n${words}` }],
  },
});
