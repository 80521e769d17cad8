import { defineDumpRule } from '../../define.ts';
import { plainDump } from '../../example-dump.ts';

const config = Uint8Array.from({ length: 64 }, (_, n) => [0x86, 0x80, 0x13, 0x15][n] ?? 0);

export default defineDumpRule({
  meta: {
    id: 'dump/one-source',
    severity: 'info',
    profile: 'pedantic',
    about: 'capture',
    title: 'All of a dump comes from one source',
    why: 'A report of a system holds what several programs saw at different times; what they say may not fit together.',
    fix: 'Nothing needs to be done where the report is what you want to check.',
    reads: [],
    messages: {},
  },
  diagnostics: ['input/joined'],
  examples: {
    good: [{ files: { 'proc/bus/pci/00/00.0': config } }],
    bad: [
      {
        files: {
          'proc/bus/pci/00/00.0': config,
          'sos_commands/pci/lspci_-nnvv': plainDump,
        },
      },
    ],
  },
});
