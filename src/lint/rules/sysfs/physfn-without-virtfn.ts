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
    messages: {
      none: 'physfn names {{pf}}, which has no virtfn link back',
      unnamed: '{{pf}} names it as {{name}}, but it has no physfn link back',
    },
  },
  check({ snapshot, machine }, _reports, report) {
    if (snapshot.inputFormat === 'dmesg' || snapshot.inventory) return;
    // A capture may keep no link physfn at all; one that keeps some has lost the others.
    const keepsPhysfn = snapshot.functions.some((fn) => fn.link('physfn') !== undefined);
    for (const fn of snapshot.functions) {
      const target = fn.link('physfn');
      const key = target === undefined ? undefined : parseAddress(target);
      const pf = key === undefined ? undefined : machine.byKey.get(key);
      if (pf && machine.linked.get(fn.key)?.pf !== pf.key)
        report(fn, 'none', { related: [{ message: 'the PF', fn: pf }] }, { pf: pf.address });
      if (!keepsPhysfn) continue;
      for (const [name, to] of fn.surroundings.links ?? []) {
        const vf = /^virtfn\d+$/.test(name) ? machine.byKey.get(parseAddress(to) ?? -1) : undefined;
        if (vf?.surroundings.links && vf.link('physfn') === undefined)
          report(vf, 'unnamed', { related: [{ message: 'the PF', fn }] }, { pf: fn.address, name });
      }
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
      {
        functions: [
          {
            address: '00:00.0',
            fields: {},
            links: { virtfn0: '0000:00:00.1', virtfn1: '0000:00:00.2' },
          },
          { address: '00:00.1', fields: {}, links: { physfn: '0000:00:00.0' } },
          { address: '00:00.2', fields: {}, links: { driver: 'igbvf' } },
        ],
      },
    ],
  },
});
