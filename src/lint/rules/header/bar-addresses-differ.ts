import { barsOf } from '../../../decode/bars.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'header/bar-addresses-differ',
    severity: 'warning',
    profile: 'recommended',
    about: 'edit',
    title: 'No two BARs have one address',
    why: 'Both would answer one read.',
    fix: 'Correct one of the BARs.',
    spec: 'PCIe 6.0 §7.5.1.2.1',
    reads: ['header.command.memory_space_enable'],
    messages: { same: 'BAR {{n}} and BAR {{other}} are both at {{address}}' },
  },
  check(subject, report) {
    if (subject.get('header.command.memory_space_enable') === 0) return;
    const seen = new Map<bigint, number>();
    for (const { index, space, address } of barsOf(subject.view)) {
      if (space !== 'memory' || address === 0n) continue;
      const other = seen.get(address);
      if (other === undefined) seen.set(address, index);
      else {
        const text = `${address.toString(16).toUpperCase()}h`;
        report('same', 0x10 + 4 * index, { n: index, other, address: text });
      }
    }
  },
  examples: {
    good: [
      {
        fields: {
          'header.command.memory_space_enable': 1,
          'header.base_address[0]': 0xfe000000,
          'header.base_address[1]': 0xfd000000,
        },
      },
    ],
    bad: [
      {
        fields: {
          'header.command.memory_space_enable': 1,
          'header.base_address[0]': 0xfe000000,
          'header.base_address[1]': 0xfe000000,
        },
      },
    ],
  },
});
