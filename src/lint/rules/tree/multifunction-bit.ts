import { functionOf } from '../../../model/address.ts';
import { defineTopologyRule } from '../../define.ts';

const bit = 'header.header_type.multi_function';

export default defineTopologyRule({
  meta: {
    id: 'tree/multifunction-bit',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'Function 0 of a device with more functions has Multi-Function Device set',
    why: 'Software that finds the bit clear looks at no other function.',
    fix: 'Set bit 7 of Header Type, or remove the other functions.',
    exceptions: 'Functions that a hypervisor passes one by one.',
    spec: 'PCIe 6.0 §7.5.1.1.9',
    reads: [],
    messages: { clear: 'Multi-Function Device is 0, but {{other}} is here as well' },
  },
  check(system, reports, report, look) {
    const told = new Set<number>();
    for (const { fn, verdict } of reports) {
      const n = functionOf(fn.routingId);
      if (n === 0 || verdict.role === 'vf' || verdict.role === 'unreadable' || verdict.role === 'unknown')
        continue;
      const zero = system.machine.byKey.get(fn.key - n);
      if (!zero || told.has(zero.key)) continue;
      if (look(zero, system.report(zero).view, bit) !== 0) continue;
      told.add(zero.key);
      report(
        zero,
        'clear',
        { field: bit, related: [{ message: 'the other function', fn }] },
        { other: fn.address },
      );
    }
  },
  examples: {
    good: [
      {
        functions: [
          { address: '00:01.0', fields: { 'header.header_type.multi_function': 1 } },
          { address: '00:01.1', fields: {} },
        ],
      },
    ],
    bad: [
      {
        functions: [
          { address: '00:01.0', fields: {} },
          { address: '00:01.1', fields: {} },
        ],
      },
    ],
  },
});
