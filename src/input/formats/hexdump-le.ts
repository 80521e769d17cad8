import type { FileFormat } from '../format.ts';
import { readHexdump } from '../hexdump.ts';

export default {
  name: 'hexdump-le',
  title: 'as hexdump, with --from only: the last digits of a group come first',
  kind: 'file',
  rank: 71,
  comment: '#',
  detect: () => false,
  read: (file, bytes, diagnostics) => readHexdump(file, bytes, diagnostics, 'words'),
} satisfies FileFormat;
