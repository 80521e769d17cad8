import { defineTopologyRule } from '../../define.ts';
import { enabledVfs, vfIds } from '../../vf.ts';

export default defineTopologyRule({
  meta: {
    id: 'tree/detached-vf',
    severity: 'warning',
    profile: 'recommended',
    about: 'capture',
    title: 'Every VF has its PF in the dump',
    why: "Without the PF nobody can say what its settings are: payload size, page requests, PASID, the VF's memory.",
    fix: 'On its host, capture the PF too. A guest never shows it: if the dump is of a guest, or one VF alone is meant, say so in a suppression.',
    exceptions: 'Dumps taken in a guest, where every VF is detached.',
    spec: 'PCIe 6.0 §9.2.1.2',
    reads: [],
    messages: { detached: 'a VF ({{certainty}}) without its PF: {{reason}}' },
  },
  check(_system, reports, report) {
    for (const { fn, verdict } of reports) {
      if (verdict.attachment !== 'detached' || verdict.certainty === 'possible') continue;
      report(fn, 'detached', undefined, { certainty: verdict.certainty ?? '', reason: verdict.reason ?? '' });
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
    bad: [{ fields: vfIds, options: { capabilities: ['pcie'] } }],
  },
});
