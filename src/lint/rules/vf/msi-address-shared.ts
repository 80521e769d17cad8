import type { PciFunction } from '../../../model/function.ts';
import { hex } from '../../../model/hex.ts';
import { defineTopologyRule } from '../../define.ts';
import { enabledVfs, vfIds } from '../../vf.ts';

const functions = (first: number, second: number) => ({
  functions: [
    { fields: enabledVfs(2) },
    ...[first, second].map((data, n) => ({
      address: `00:00.${n + 1}`,
      fields: {
        ...vfIds,
        'msi.control.enable': 1,
        'msi.address.address': 0x3fb80000,
        'msi.data': data,
      },
    })),
  ],
});

export default defineTopologyRule({
  meta: {
    id: 'vf/msi-address-shared',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'No two VFs of a PF send the same interrupt message',
    why: 'Address and data tell interrupts apart; with both equal the wrong driver is called, or both are.',
    fix: 'Capture all VFs in one run; a copied VF shows like this.',
    exceptions:
      'Dumps of guests that have several VFs. With interrupt remapping the address may be equal, the data differ.',
    spec: 'PCIe 6.0 §7.7.1',
    reads: ['msi.control.enable', 'msi.address', 'msi.upper_address', 'msi.data'],
    messages: { same: 'MSI sends {{data}} to {{address}}, as {{other}}, a VF of the same PF, does' },
  },
  check(_system, reports, report, look) {
    const seen = new Map<string, PciFunction>();
    for (const { fn, view, verdict } of reports) {
      if (verdict.role !== 'vf' || verdict.pf === null) continue;
      if (look(fn, view, 'msi.control.enable') !== 1) continue;
      const low = look(fn, view, 'msi.address');
      const high = look(fn, view, 'msi.upper_address') ?? 0;
      const data = look(fn, view, 'msi.data');
      if (low === undefined || data === undefined) continue;
      const key = `${verdict.pf} ${high} ${low} ${data}`;
      const other = seen.get(key);
      if (!other) {
        seen.set(key, fn);
        continue;
      }
      const address = hex((BigInt(high) << 32n) | BigInt(low), 8);
      const related = [{ message: 'the other VF', fn: other, field: 'msi.data' as const }];
      report(
        fn,
        'same',
        { field: 'msi.data', related },
        { data: hex(data, 4), address, other: other.address },
      );
    }
  },
  examples: { good: [functions(0x4021, 0x4022)], bad: [functions(0x4021, 0x4021)] },
});
