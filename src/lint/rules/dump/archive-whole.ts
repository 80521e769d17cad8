import { defineDumpRule } from '../../define.ts';
import { plainDump } from '../../example-dump.ts';

export default defineDumpRule({
  meta: {
    id: 'dump/archive-whole',
    severity: 'error',
    profile: 'recommended',
    about: 'capture',
    title: 'A file can be read to its end',
    why: 'An archive or a file that was cut, or that unpacks without measure, was read in part: what was not read was not checked.',
    fix: 'Make the archive or the file again; copy it in binary mode; leave large files out of an archive.',
    reads: [],
    messages: {},
  },
  diagnostics: [
    'archive/damaged',
    'archive/packing-not-read',
    'archive/too-large',
    'input/too-large',
    'input/cut-off',
  ],
  examples: {
    good: [{ archive: { 'dump.txt': plainDump } }],
    bad: [{ archive: { 'dump.txt': plainDump }, size: 700 }],
  },
});
