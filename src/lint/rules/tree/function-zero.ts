import { deviceOf, formatKey, functionOf } from '../../../model/address.ts';
import { defineTopologyRule } from '../../define.ts';

export default defineTopologyRule({
  meta: {
    id: 'tree/function-zero',
    severity: 'warning',
    profile: 'recommended',
    about: 'capture',
    title: 'A device has its Function 0',
    why: 'Software looks for Function 0 and no further: without it, the other functions of this dump are not found.',
    fix: 'Capture Function 0 too. {{others}}',
    exceptions:
      'A dump that holds one device of its domain, as lspci -s prints; s390 and jailhouse, which pass single functions.',
    spec: 'PCIe 6.0 §7.5.1.1.9',
    reads: [],
    messages: { none: '{{zero}} is not in the dump, which Function 0 of this device must be' },
  },
  check({ machine, snapshot }, reports, report) {
    if (snapshot.partial) return;
    const devices = new Map<number, Set<number>>();
    for (const { fn } of reports) {
      const ofDomain = devices.get(fn.domain) ?? new Set<number>();
      devices.set(fn.domain, ofDomain.add(fn.key - functionOf(fn.routingId)));
    }
    const first = new Set<number>();
    for (const { fn } of reports) if (functionOf(fn.routingId) === 0) first.add(fn.key);
    const seen = new Set<number>();
    for (const { fn, verdict } of reports) {
      const slot = fn.key - functionOf(fn.routingId);
      // All that is there of the domain is one device: what lspci -s prints.
      if (devices.get(fn.domain)?.size === 1) continue;
      if (seen.has(slot) || first.has(slot) || verdict.role === 'vf' || verdict.role === 'unreadable')
        continue;
      // With ARI, Functions 8 and up are at other device numbers.
      const parent = machine.bridgeAbove(fn)?.fn;
      if (parent && deviceOf(fn.routingId) !== 0) continue;
      seen.add(slot);
      report(fn, 'none', undefined, { zero: formatKey(slot) });
    }
  },
  examples: {
    good: [
      { address: '00:01.1', fields: {} },
      {
        functions: [
          { address: '00:01.0', fields: {} },
          { address: '00:01.1', fields: {} },
        ],
      },
    ],
    bad: [
      {
        functions: [
          { address: '00:00.0', fields: {} },
          { address: '00:01.1', fields: {} },
        ],
      },
    ],
  },
});
