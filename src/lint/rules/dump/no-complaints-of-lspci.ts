import { defineDumpRule } from '../../define.ts';
import { firstLine, plainDump, rows } from '../../example-dump.ts';

export default defineDumpRule({
  meta: {
    id: 'dump/no-complaints-of-lspci',
    severity: 'warning',
    profile: 'recommended',
    about: 'capture',
    title: 'lspci had nothing to complain of',
    why: 'lspci itself saw that a list loops, that a header is of an unknown type, or that bytes could not be read.',
    fix: 'See what the rules on headers and capabilities say about the bytes.',
    reads: [],
    messages: {},
  },
  diagnostics: ['lspci/complaint'],
  examples: {
    good: [{ dump: plainDump }],
    bad: [{ dump: `${firstLine}	Capabilities: [40] <chain looped>\n${rows(4)}` }],
  },
});
