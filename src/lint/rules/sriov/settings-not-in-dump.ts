import { defineDumpRule } from '../../define.ts';
import { enabledVfs } from '../../vf.ts';

export default defineDumpRule({
  meta: {
    id: 'sriov/settings-not-in-dump',
    severity: 'warning',
    profile: 'recommended',
    about: 'capture',
    title: 'The dump of a PF with VFs says where they are',
    why: 'First VF Offset and VF Stride are not in the dump, so no Function can be matched with this PF.',
    fix: '{{bytes}}',
    reads: [],
    messages: {},
  },
  diagnostics: ['sriov/settings-not-in-dump'],
  examples: {
    good: [{ fields: enabledVfs(1) }],
    bad: [{ fields: enabledVfs(1), options: { size: 0x114 } }],
  },
});
