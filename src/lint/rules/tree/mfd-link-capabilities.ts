import { FunctionView } from '../../../decode/view.ts';
import { hasLinkAbove, portKindOf } from '../../../machine/port.ts';
import { functionOf } from '../../../model/address.ts';
import { defineTopologyRule } from '../../define.ts';

export default defineTopologyRule({
  meta: {
    id: 'tree/mfd-link-capabilities',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'The functions of a device report one link',
    why: 'They share it: a difference means rows of two boards.',
    fix: 'Capture the dump in one run.',
    spec: 'PCIe 6.0 §7.5.3.6',
    reads: [],
    messages: { differs: '{{field}} is {{mine}}, but {{theirs}} in Function 0, {{zero}}' },
  },
  check({ machine }, reports, report, look) {
    for (const { fn, view, verdict } of reports) {
      const n = functionOf(fn.routingId);
      if (n === 0 || verdict.role === 'vf' || verdict.role === 'unreadable') continue;
      const zero = machine.byKey.get(fn.key - n);
      if (!zero || !hasLinkAbove(portKindOf(view))) continue;
      const first = new FunctionView(zero);
      for (const field of [
        'pcie.link_capabilities.max_link_speed',
        'pcie.link_capabilities.maximum_link_width',
        'pcie.link_capabilities.aspm_support',
        'pcie.link_capabilities.l0s_exit_latency',
        'pcie.link_capabilities.l1_exit_latency',
        'pcie.link_capabilities.port_number',
      ] as const) {
        const mine = look(fn, view, field);
        const theirs = look(fn, first, field);
        if (mine === undefined || theirs === undefined || mine === theirs) continue;
        report(
          fn,
          'differs',
          { field, related: [{ message: 'Function 0', fn: zero, field }] },
          { field, mine, theirs, zero: zero.address },
        );
      }
    }
  },
  examples: {
    good: [
      {
        functions: [
          { address: '01:00.0', fields: { 'pcie.link_capabilities.maximum_link_width': 8 } },
          { address: '01:00.1', fields: { 'pcie.link_capabilities.maximum_link_width': 8 } },
        ],
      },
    ],
    bad: [
      {
        functions: [
          { address: '01:00.0', fields: { 'pcie.link_capabilities.maximum_link_width': 8 } },
          { address: '01:00.1', fields: { 'pcie.link_capabilities.maximum_link_width': 4 } },
        ],
      },
    ],
  },
});
