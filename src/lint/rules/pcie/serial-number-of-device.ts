import { FunctionView } from '../../../decode/view.ts';
import { hasLinkAbove, portKindOf } from '../../../machine/port.ts';
import { functionOf } from '../../../model/address.ts';
import { defineTopologyRule } from '../../define.ts';
import { serialNumberOf } from '../../serial-number.ts';

const fn = (address: string, number?: bigint) => ({
  address,
  fields: {
    'pcie.capabilities.version': 2,
    ...(number === undefined ? {} : { 'dsn.serial_number': number }),
  },
});

export default defineTopologyRule({
  meta: {
    id: 'pcie/serial-number-of-device',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'The Functions of a device have one serial number',
    why: 'It is that of the device, and Function 0 has it: a difference means rows of two boards.',
    fix: 'Capture all Functions of the device in one run, or give them the number of Function 0.',
    exceptions: 'Integrated endpoints may differ and are not looked at, nor are VFs.',
    spec: 'PCIe 6.0 §7.9.3',
    reads: [],
    messages: {
      differs: 'Serial Number is {{mine}}, but {{theirs}} in Function 0, {{zero}}',
      absent: 'Serial Number is {{mine}}, but Function 0, {{zero}}, has none',
    },
  },
  check({ machine }, reports, report) {
    for (const { fn, view, verdict } of reports) {
      const n = functionOf(fn.routingId);
      const zero = n === 0 ? undefined : machine.byKey.get(fn.key - n);
      const mine = zero && serialNumberOf(view);
      if (!mine || verdict.role === 'vf') continue;
      if (!hasLinkAbove(portKindOf(view))) continue;
      const first = new FunctionView(zero);
      const theirs = serialNumberOf(first);
      const field = 'dsn.serial_number' as const;
      const values = { mine: mine.text, zero: zero.address };
      if (theirs && theirs.text !== mine.text) {
        const related = [{ message: 'Function 0', fn: zero, field }];
        report(fn, 'differs', { field, related }, { ...values, theirs: theirs.text });
      } else if (!theirs && (first.walk.extended === 'complete' || first.walk.extended === 'none')) {
        report(fn, 'absent', { field, related: [{ message: 'Function 0', fn: zero }] }, values);
      }
    }
  },
  examples: {
    good: [{ functions: [fn('01:00.0', 0x1234n), fn('01:00.1', 0x1234n)] }],
    bad: [
      { functions: [fn('01:00.0', 0x1234n), fn('01:00.1', 0x1235n)] },
      { functions: [fn('01:00.0'), fn('01:00.1', 0x1235n)] },
    ],
  },
});
