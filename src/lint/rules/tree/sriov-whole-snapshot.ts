import { defineTopologyRule } from '../../define.ts';
import { enabledVfs, vfIds } from '../../vf.ts';

export default defineTopologyRule({
  meta: {
    id: 'tree/sriov-whole-snapshot',
    severity: 'info',
    profile: 'recommended',
    about: 'capture',
    title: 'A dump with an enabled PF holds its VFs',
    why: 'Without them, findings on VFs say little.',
    fix: '{{others}}',
    spec: 'PCIe 6.0 §9.2.1.2',
    reads: [],
    impliedBy: ['sriov/vf-missing'],
    messages: { none: 'VFs enabled: {{count}}; none of them is in the dump' },
  },
  check({ machine }, _reports, report) {
    for (const { fn, settings, missing, vfs } of machine.pfs.values()) {
      if (settings?.enabled && missing.length > 0 && missing.length === vfs.length) {
        report(fn, 'none', 'sriov.num_vfs', { count: missing.length });
        return;
      }
    }
  },
  examples: {
    good: [
      {
        functions: [
          { address: '00:00.0', fields: enabledVfs(1) },
          { address: '00:00.1', fields: vfIds },
        ],
      },
    ],
    bad: [{ fields: enabledVfs(2) }],
  },
});
