import { defineDumpRule } from '../../define.ts';
import { firstLine, plainDump, rows } from '../../example-dump.ts';

export default defineDumpRule({
  meta: {
    id: 'dump/unaligned-offset',
    severity: 'warning',
    profile: 'recommended',
    about: 'edit',
    title: 'The offset of a row is a multiple of its width',
    why: 'lspci never writes another; a slip in the offset shifts every register of the row.',
    fix: 'Correct the offset.',
    exceptions: 'Excerpts of one capability, made by hand.',
    reads: [],
    messages: {},
  },
  diagnostics: ['lspci/unaligned-offset'],
  examples: {
    good: [{ dump: plainDump }],
    bad: [{ dump: `${firstLine + rows(1)}18: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00\n` }],
  },
});
