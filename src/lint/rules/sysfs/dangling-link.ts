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
    messages: { gone: '{{name}} leads to {{target}}, which is not here' },
  },
  check({ snapshot, machine }, _reports, report) {
    for (const fn of snapshot.functions) {
      for (const [name, target] of fn.surroundings.links ?? []) {
        if (!/^(physfn|virtfn\d+)$/.test(name)) continue;
        const key = parseAddress(target);
        if (key === undefined || !machine.byKey.has(key)) report(fn, 'gone', undefined, { name, target });
      }
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
    bad: [{ fields: {}, links: { physfn: '0000:05:00.0' } }],
  },
});
