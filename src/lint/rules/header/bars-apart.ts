import { type Bar, barsOf } from '../../../decode/bars.ts';
import type { PciFunction } from '../../../model/function.ts';
import { defineTopologyRule } from '../../define.ts';

const hex = (value: bigint): string => `${value.toString(16).toUpperCase()}h`;
const decoding = { memory: 2, io: 1 } as const;
const at = (address: string, bar: number, command = 2) => ({
  address,
  fields: { 'header.command': command, 'header.base_address[0]': bar },
});

interface Placed {
  readonly fn: PciFunction;
  readonly bar: Bar;
  /** The last address where sysfs states a size; the first one otherwise. */
  readonly last: bigint;
}

export default defineTopologyRule({
  meta: {
    id: 'header/bars-apart',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'No two functions decode the same address',
    why: 'Both would answer one read: the two were not captured together, or one was copied.',
    fix: 'Capture both in one run, or move one of the BARs.',
    exceptions:
      'Hosts with one address space a root bus. Without sizes from sysfs only equal addresses are seen.',
    spec: 'PCIe 6.0 §7.5.1.2.1',
    reads: [],
    impliedBy: ['dump/copied-function'],
    messages: { both: 'BAR {{n}} is at {{address}}, inside BAR {{other}} of {{function}} at {{theirs}}' },
  },
  check(_system, reports, report, look) {
    const spaces = new Map<string, Placed[]>();
    for (const { fn, view, verdict } of reports) {
      if (verdict.role === 'unreadable' || verdict.role === 'vf') continue;
      const command = look(fn, view, 'header.command');
      if (command === undefined) continue;
      for (const bar of barsOf(view)) {
        if (bar.address === 0n || (command & decoding[bar.space]) === 0) continue;
        const key = `${fn.domain} ${bar.space}`;
        const placed = { fn, bar, last: bar.address + (bar.size ?? 1n) - 1n };
        const list = spaces.get(key);
        if (list) list.push(placed);
        else spaces.set(key, [placed]);
      }
    }
    for (const list of spaces.values()) {
      list.sort((a, b) => (a.bar.address < b.bar.address ? -1 : a.bar.address > b.bar.address ? 1 : 0));
      let before: Placed | undefined;
      for (const placed of list) {
        if (before && before.fn !== placed.fn && placed.bar.address <= before.last) {
          report(
            placed.fn,
            'both',
            {
              offset: 0x10 + 4 * placed.bar.index,
              length: 4,
              related: [{ message: 'the other', fn: before.fn, offset: 0x10 + 4 * before.bar.index }],
            },
            {
              n: placed.bar.index,
              address: hex(placed.bar.address),
              other: before.bar.index,
              function: before.fn.address,
              theirs: hex(before.bar.address),
            },
          );
        }
        if (!before || placed.last > before.last) before = placed;
      }
    }
  },
  examples: {
    good: [
      { functions: [at('00:01.0', 0xfe000000), at('00:02.0', 0xfd000000)] },
      { functions: [at('00:01.0', 0xfe000000), at('00:02.0', 0xfe000000, 0)] },
    ],
    bad: [
      {
        functions: [
          at('00:01.0', 0xfe000000),
          {
            ...at('00:02.0', 0xfe000000),
            fields: { ...at('00:02.0', 0xfe000000).fields, 'header.revision_id': 2 },
          },
        ],
      },
      {
        functions: [
          {
            ...at('00:01.0', 0xfe000000),
            attributes: { resource: '0x00000000fe000000 0x00000000fe003fff 0x0000000000040200' },
          },
          at('00:02.0', 0xfe002000),
        ],
      },
    ],
  },
});
