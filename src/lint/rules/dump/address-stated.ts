import { defineDumpRule } from '../../define.ts';
import { firstLine, plainDump, rows } from '../../example-dump.ts';

export default defineDumpRule({
  meta: {
    id: 'dump/address-stated',
    severity: 'info',
    profile: 'recommended',
    about: 'capture',
    title: 'A dump, or the name of its file, says whose bytes these are',
    why: 'Without an address 0000:00:00.0 is assumed: which functions belong together, and what the Routing IDs of VFs are, is wrong then.',
    fix: 'Name the file for the function, such as 0000-3b-00.0.txt, or put its line before the bytes.',
    reads: [],
    messages: {},
  },
  diagnostics: ['procfs/other-domain', 'raw/no-address', 'rows/address-base', 'ecam/bus-assumed'],
  examples: {
    good: [{ dump: plainDump }],
    bad: [{ dump: plainDump.slice(firstLine.length) }, { dump: rows(16) }],
  },
});
