import type { FileFormat } from '../format.ts';
import { readHexdump } from '../hexdump.ts';

export default {
  name: 'hexdump-be',
  title: 'as hexdump, with --from only: the first digits of a group come first',
  kind: 'file',
  rank: 71,
  comment: '#',
  detect: () => false,
  read: (file, bytes, diagnostics) => readHexdump(file, bytes, diagnostics, 'bytes'),
} satisfies FileFormat;
