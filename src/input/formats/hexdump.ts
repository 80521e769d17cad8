import type { FileFormat } from '../format.ts';
import { hexdumpOf, isHexdump, readHexdump } from '../hexdump.ts';

export default {
  kind: 'file',
  name: 'hexdump',
  title: 'hexdump, xxd and od, the order of bytes found out',
  rank: 70,
  comment: '#',
  saysUnused: true,
  detect: ({ name, bytes, whole }) => isHexdump(name, bytes, whole),
  read: (file, bytes, diagnostics) => readHexdump(file, bytes, diagnostics),
  *write(functions) {
    for (const fn of functions) yield* hexdumpOf(fn);
  },
} satisfies FileFormat;
