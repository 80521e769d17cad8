import { parseAddress } from '../../../model/address.ts';
import { defineTopologyRule } from '../../define.ts';

export default defineTopologyRule({
  meta: {
    id: 'sysfs/dangling-link',
    severity: 'warning',
    profile: 'recommended',
    about: 'capture',
    title: 'physfn and virtfnN lead to functions of the tree',
    why: 'Part of the tree was left out: VFs without their PF, or a PF without its VFs.',
    fix: '{{others}}',
    spec: 'Linux Documentation/ABI/testing/sysfs-bus-pci',
    reads: [],
    impliedBy: ['tree/detached-vf'],
    messages: {
      gone: '{{name}} leads to {{target}}, which is not here',
      several:
        '{{count}} of its links lead to functions that are not here, the first of them {{name}} to {{target}}',
    },
  },
  check({ snapshot, machine }, _reports, report) {
    for (const fn of snapshot.functions) {
      const gone = [...(fn.surroundings.links ?? [])].filter(([name, target]) => {
        if (!/^(physfn|virtfn\d+)$/.test(name)) return false;
        const key = parseAddress(target);
        return key === undefined || !machine.byKey.has(key);
      });
      const [[name, target] = []] = gone;
      if (name === undefined || target === undefined) continue;
      if (gone.length === 1) report(fn, 'gone', undefined, { name, target });
      else report(fn, 'several', undefined, { count: gone.length, name, target });
    }
  },
  examples: {
    good: [
      {
        functions: [
          { address: '00:00.0', fields: {}, links: { virtfn0: '0000:00:00.1' } },
          { address: '00:00.1', fields: {} },
        ],
      },
    ],
    bad: [
      { fields: {}, links: { virtfn0: '0000:05:00.0' } },
      { fields: {}, links: { virtfn0: '0000:05:00.0', virtfn1: '0000:05:00.1' } },
    ],
  },
});
