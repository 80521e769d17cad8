import { defineDumpRule } from '../../define.ts';
import { plainDump } from '../../example-dump.ts';

export default defineDumpRule({
  meta: {
    id: 'dump/archive-whole',
    severity: 'error',
    profile: 'recommended',
    about: 'capture',
    title: 'A file can be read to its end',
    why: 'An archive that was cut, or that unpacks without measure, was read in part: what was not read was not checked.',
    fix: 'Make the archive again; copy it in binary mode; leave large files out of it.',
    reads: [],
    messages: {},
  },
  diagnostics: ['archive/damaged', 'archive/too-large', 'input/too-large'],
  examples: {
    good: [{ archive: { 'dump.txt': plainDump } }],
    bad: [{ archive: { 'dump.txt': plainDump }, size: 700 }],
  },
});
