import { defineDumpRule } from '../../define.ts';
import { plainDump } from '../../example-dump.ts';

const sevenZip = Uint8Array.of(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4);

export default defineDumpRule({
  meta: {
    id: 'dump/archive-inside',
    severity: 'info',
    profile: 'pedantic',
    about: 'capture',
    title: 'Archives inside an archive are of a kind that is read',
    why: 'lsvf reads tar, zip, gzip, xz, bzip2 and zstd, also inside each other. The contents of an archive of another kind were not looked at.',
    fix: 'Unpack it, or pack it as tar.',
    reads: [],
    messages: {},
  },
  diagnostics: ['archive/not-read'],
  examples: {
    good: [{ archive: { 'dump.txt': plainDump } }],
    bad: [{ archive: { 'dump.txt': plainDump, 'more.7z': sevenZip } }],
  },
});
