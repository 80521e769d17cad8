import { defineDumpRule } from '../../define.ts';
import { plainDump } from '../../example-dump.ts';

export default defineDumpRule({
  meta: {
    id: 'dump/offset-out-of-range',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'Offsets end at FFFh',
    why: 'Configuration space has 4,096 bytes; lspci -F refuses what lies past them.',
    fix: 'This may be a dump of memory, not of configuration space.',
    reads: [],
    messages: {},
  },
  diagnostics: ['lspci/offset-too-large', 'rows/offset-too-large', 'raw/too-long', 'umockdev/too-long'],
  examples: { good: [{ dump: plainDump }], bad: [{ dump: `${plainDump}1000: 00\n` }] },
});
