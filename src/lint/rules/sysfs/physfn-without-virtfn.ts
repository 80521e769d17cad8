import { parseAddress } from '../../../model/address.ts';
import { defineTopologyRule } from '../../define.ts';

export default defineTopologyRule({
  meta: {
    id: 'sysfs/physfn-without-virtfn',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'physfn and virtfnN name each other',
    why: 'The kernel makes both links.',
    fix: 'Copy the tree with its links.',
    exceptions: 'Copies of the tree that follow links; logs of the kernel, which name the PF only.',
    spec: 'Linux Documentation/ABI/testing/sysfs-bus-pci',
    reads: [],
    messages: { none: 'physfn names {{pf}}, which has no virtfn link back' },
  },
  check({ snapshot, machine }, _reports, report) {
    if (snapshot.inputFormat === 'dmesg' || snapshot.inventory) return;
    for (const fn of snapshot.functions) {
      const target = fn.link('physfn');
      const key = target === undefined ? undefined : parseAddress(target);
      const pf = key === undefined ? undefined : machine.byKey.get(key);
      if (pf && machine.linked.get(fn.key)?.pf !== pf.key)
        report(fn, 'none', { related: [{ message: 'the PF', fn: pf }] }, { pf: pf.address });
    }
  },
  examples: {
    good: [
      {
        functions: [
          { address: '00:00.0', fields: {}, links: { virtfn0: '0000:00:00.1' } },
          { address: '00:00.1', fields: {}, links: { physfn: '0000:00:00.0' } },
        ],
      },
    ],
    bad: [
      {
        functions: [
          { address: '00:00.0', fields: {} },
          { address: '00:00.1', fields: {}, links: { physfn: '0000:00:00.0' } },
        ],
      },
    ],
  },
});
