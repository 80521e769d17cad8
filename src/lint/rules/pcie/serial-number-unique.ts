import type { PciFunction } from '../../../model/function.ts';
import { defineTopologyRule } from '../../define.ts';
import { serialNumberOf } from '../../serial-number.ts';

const card = (address: string, number: bigint) => ({ address, fields: { 'dsn.serial_number': number } });

export default defineTopologyRule({
  meta: {
    id: 'pcie/serial-number-unique',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'No two devices have one serial number',
    why: 'The second device was copied from the first, with what should tell them apart.',
    fix: 'Give each device of the fixture a serial number of its own.',
    exceptions:
      'Boards of which the maker wrote one number into all. Ports of a switch share a number and are not looked at, nor are VFs.',
    spec: 'PCIe 6.0 §7.9.3',
    reads: [],
    impliedBy: ['dump/copied-function'],
    messages: { same: 'Serial Number is {{text}}, as in {{other}}, which is another device' },
  },
  check({ machine }, reports, report) {
    const seen = new Map<string, PciFunction>();
    for (const { fn, view, verdict } of reports) {
      if (verdict.role === 'vf' || verdict.role === 'bridge' || verdict.role === 'unreadable') continue;
      const number = serialNumberOf(view);
      if (!number || number.blank) continue;
      const first = seen.get(number.text);
      if (!first) seen.set(number.text, fn);
      else if (machine.deviceOf(first).first !== machine.deviceOf(fn).first) {
        const field = 'dsn.serial_number' as const;
        const related = [{ message: 'the first one', fn: first, field }];
        report(fn, 'same', { field, related }, { text: number.text, other: first.address });
      }
    }
  },
  examples: {
    good: [
      { functions: [card('00:01.0', 0x1234n), card('00:02.0', 0x1235n)] },
      { functions: [card('00:01.0', 0x1234n), card('00:01.1', 0x1234n)] },
    ],
    bad: [{ functions: [card('00:01.0', 0x1234n), card('00:02.0', 0x1234n)] }],
  },
});
