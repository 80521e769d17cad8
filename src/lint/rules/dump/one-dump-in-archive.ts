import { defineDumpRule } from '../../define.ts';
import { plainDump } from '../../example-dump.ts';

export default defineDumpRule({
  meta: {
    id: 'dump/one-dump-in-archive',
    severity: 'warning',
    profile: 'recommended',
    title: 'An archive holds one dump',
    why: 'Only the first dump of an archive is read: the others were not checked.',
    fix: 'Unpack the archive and lint the folder, or make an archive of each dump.',
    reads: [],
    messages: {},
  },
  diagnostics: ['archive/more-dumps'],
  examples: {
    good: [{ archive: { 'a.txt': plainDump, 'notes.md': 'taken on a Monday\n' } }],
    bad: [{ archive: { 'a.txt': plainDump, 'b.txt': plainDump } }],
  },
});
