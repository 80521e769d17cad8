import { dependencyKey } from '../../../machine/dependency.ts';
import { defineRule } from '../../define.ts';

const pf = (address: string, link: number, total: number) => ({
  address,
  fields: { 'sriov.initial_vfs': total, 'sriov.total_vfs': total, 'sriov.function_dependency_link': link },
});

export default defineRule({
  meta: {
    id: 'sriov/fdl-list-inconsistent',
    severity: 'warning',
    profile: 'recommended',
    about: 'edit',
    title: 'PFs that depend on each other form a ring and have the same VFs',
    why: 'Their VFs are handed out as a set, one of each PF, so the PFs must agree on how many there are.',
    fix: 'Let the links lead back to the first PF and make InitialVFs, TotalVFs, NumVFs and VF Enable equal; a PF that depends on no other names itself.',
    exceptions:
      'A link of 0 that leads nowhere is taken for one that was never filled in: see sriov/fdl-unset.',
    spec: 'PCIe 6.0 §9.3.3.8',
    reads: ['sriov.function_dependency_link', 'sriov.initial_vfs', 'sriov.total_vfs', 'sriov.num_vfs'],
    messages: {
      open: 'the Function Dependency Links from here lead to {{last}}, which does not lead back',
      differs: '{{name}} is {{mine}}, but {{theirs}} in {{other}}, to which the links lead',
    },
    impliedBy: ['sriov/fdl'],
  },
  check(subject, report) {
    const { fn, system } = subject;
    const initial = subject.get('sriov.initial_vfs');
    const total = subject.get('sriov.total_vfs');
    const num = subject.get('sriov.num_vfs');
    const enabled = subject.report.pf?.settings?.enabled;
    const { pfs } = system.machine;
    const link = subject.get('sriov.function_dependency_link');
    let at = dependencyKey(system.machine, fn, link);
    const seen = new Set<number>();
    const members = [];
    while (at !== fn.key && !seen.has(at)) {
      seen.add(at);
      const next = pfs.get(at);
      const onward = next?.settings?.functionDependencyLink;
      if (!next || onward === null || onward === undefined) return;
      members.push(next);
      at = dependencyKey(system.machine, next.fn, onward);
    }
    if (at !== fn.key) {
      if (link === 0) return;
      const last = members.at(-1)?.fn.address ?? '';
      report('open', 'sriov.function_dependency_link', { last });
      return;
    }
    for (const { fn: other, settings } of members) {
      // Each pair once, at its lower PF.
      if (other.key < fn.key || !settings) continue;
      const both = enabled === true && settings.enabled === true;
      const pairs = [
        { name: 'InitialVFs', path: 'sriov.initial_vfs', mine: initial, theirs: settings.initialVfs },
        { name: 'TotalVFs', path: 'sriov.total_vfs', mine: total, theirs: settings.totalVfs },
        ...(both
          ? [{ name: 'NumVFs', path: 'sriov.num_vfs' as const, mine: num, theirs: settings.numVfs }]
          : []),
      ] as const;
      for (const { name, path, mine, theirs } of pairs) {
        if (theirs === null || theirs === mine) continue;
        const related = [{ message: 'the other PF', fn: other, field: path }];
        report('differs', { field: path, related }, { name, mine, theirs, other: other.address });
      }
    }
  },
  examples: {
    good: [
      { functions: [pf('00:00.0', 1, 8), pf('00:00.1', 0, 8)] },
      { functions: [pf('00:00.0', 0, 8), pf('00:00.1', 1, 4)] },
    ],
    bad: [
      { functions: [pf('00:00.0', 1, 8), pf('00:00.1', 0, 4)] },
      { functions: [pf('00:00.0', 0, 8), pf('00:00.1', 2, 8), pf('00:00.2', 2, 8)] },
    ],
  },
});
