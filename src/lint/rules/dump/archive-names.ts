import { defineDumpRule } from '../../define.ts';
import { plainDump } from '../../example-dump.ts';

export default defineDumpRule({
  meta: {
    id: 'dump/archive-names',
    severity: 'error',
    profile: 'recommended',
    about: 'capture',
    title: 'Every name in an archive stays inside it, and means one thing',
    why: 'A name with .. writes elsewhere when the archive is unpacked. lsvf skips such entries.',
    fix: 'Make the archive again from inside the folder: tar -C FOLDER -cf FILE .',
    reads: [],
    messages: {},
  },
  diagnostics: ['archive/bad-name'],
  examples: {
    good: [{ archive: { './dump.txt': plainDump } }],
    bad: [{ archive: { 'dump.txt': plainDump, '../other.txt': plainDump } }],
  },
});
