import { defineDumpRule } from '../../define.ts';
import { plainDump } from '../../example-dump.ts';

export default defineDumpRule({
  meta: {
    id: 'dump/archive-relative-names',
    severity: 'info',
    profile: 'pedantic',
    about: 'capture',
    title: 'Names in an archive are relative',
    why: 'A name with a leading / is a place on the machine where the archive is unpacked. tar and lsvf leave the / out; other programs may write there.',
    fix: 'Make the archive without -P: tar -C / -cf FILE sys.',
    reads: [],
    messages: {},
  },
  diagnostics: ['archive/absolute-name'],
  examples: {
    good: [{ archive: { 'dump.txt': plainDump } }],
    bad: [{ archive: { '/dump.txt': plainDump } }],
  },
});
