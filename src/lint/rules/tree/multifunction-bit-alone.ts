import { functionOf } from '../../../model/address.ts';
import { defineTopologyRule } from '../../define.ts';

const bit = 'header.header_type.multi_function';

export default defineTopologyRule({
  meta: {
    id: 'tree/multifunction-bit-alone',
    severity: 'info',
    profile: 'pedantic',
    about: 'device',
    title: 'A function with Multi-Function Device set has siblings',
    why: 'Siblings were left out, or are hidden.',
    fix: 'Nothing, if the dump is an excerpt.',
    spec: 'PCIe 6.0 §7.5.1.1.9',
    reads: [],
    messages: { alone: 'Multi-Function Device is set, but no other function is in the dump' },
  },
  check({ machine }, reports, report, look) {
    for (const { fn, view } of reports) {
      if (functionOf(fn.routingId) !== 0 || look(fn, view, bit) !== 1) continue;
      const siblings = [1, 2, 3, 4, 5, 6, 7].some((n) => machine.byKey.has(fn.key + n));
      if (!siblings) report(fn, 'alone', bit);
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
    bad: [{ fields: { 'header.header_type.multi_function': 1 } }],
  },
});
