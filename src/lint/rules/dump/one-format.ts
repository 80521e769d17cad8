import { defineDumpRule } from '../../define.ts';
import { plainDump } from '../../example-dump.ts';

const words = '15728086 00000000 02000000 00000000\n';

export default defineDumpRule({
  meta: {
    id: 'dump/one-format',
    severity: 'info',
    profile: 'recommended',
    about: 'capture',
    title: 'A file is of one format',
    why: 'Dumps of two programs in one file are read as one of them: what the other wrote was not checked.',
    fix: 'Put each dump into a file of its own, or name the format with --from.',
    reads: [],
    messages: {},
  },
  diagnostics: ['input/ambiguous'],
  examples: {
    good: [{ dump: plainDump }],
    bad: [{ dump: ` 0:1:0: Example\n\t0x0000: ${words}pciconf -r pci0:1:0:0 0\n${words}` }],
  },
});
