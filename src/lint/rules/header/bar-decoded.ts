import { barsOf } from '../../../decode/bars.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'header/bar-decoded',
    severity: 'info',
    profile: 'pedantic',
    about: 'device',
    title: 'A BAR with an address is decoded',
    why: 'No driver has the function, so registers in its BARs could not be read when the dump was taken.',
    fix: 'Load the driver before the dump is taken, if the fixture is to show a device in use.',
    exceptions: 'Usual for every function without a driver.',
    spec: 'PCIe 6.0 §7.5.1.1.3, §7.5.1.2.1',
    reads: ['header.command.memory_space_enable', 'header.command.io_space_enable'],
    messages: { off: 'BAR {{n}} is at {{address}}, but {{enable}} is 0' },
  },
  check(subject, report) {
    const memory = subject.get('header.command.memory_space_enable');
    const io = subject.get('header.command.io_space_enable');
    for (const { index, space, address } of barsOf(subject.view)) {
      if (address === 0n || (space === 'memory' ? memory : io) === 1) continue;
      report('off', 0x10 + 4 * index, {
        n: index,
        address: `${address.toString(16).toUpperCase()}h`,
        enable: space === 'memory' ? 'Memory Space Enable' : 'I/O Space Enable',
      });
    }
  },
  examples: {
    good: [{ fields: { 'header.command': 2, 'header.base_address[0]': 0xfe000000 } }],
    bad: [
      { fields: { 'header.base_address[0]': 0xfe000000 } },
      { fields: { 'header.command': 2, 'header.base_address[2]': 0xe001 } },
    ],
  },
});
