import { defineDumpRule } from '../../define.ts';
import { plainDump, rows } from '../../example-dump.ts';

export default defineDumpRule({
  meta: {
    id: 'dump/one-domain-style',
    severity: 'warning',
    profile: 'strict',
    about: 'edit',
    title: 'Either all functions have a domain or none has',
    why: 'lspci prints domains for all or for none: two captures were joined, and 00:01.0 may be of another machine.',
    fix: 'Take the dump again with -D.',
    reads: [],
    messages: {},
  },
  diagnostics: ['lspci/mixed-domains'],
  examples: { good: [{ dump: plainDump }], bad: [{ dump: `${plainDump}0001:00:00.0 X\n${rows(4)}` }] },
});
