import { barsOf } from '../../../decode/bars.ts';
import type { FunctionView } from '../../../decode/view.ts';
import type { Machine } from '../../../machine/build.ts';
import type { PciFunction } from '../../../model/function.ts';
import { defineTopologyRule } from '../../define.ts';

const nic = { 'header.vendor_id': 0x8086, 'header.device_id': 0x1572, 'header.base_address[0]': 0xfe000000 };

/** Whether a Function holds what no two of a domain share: an assigned BAR, or the bus below a bridge. */
const holdsOwn = (machine: Machine, view: FunctionView): boolean =>
  machine.buses.of(view.fn) !== undefined || barsOf(view).some(({ address }) => address !== 0n);

export default defineTopologyRule({
  meta: {
    id: 'dump/copied-function',
    severity: 'warning',
    profile: 'recommended',
    about: 'edit',
    title: 'No function is a copy of another one',
    why: 'All bytes are the same, the addresses of its BARs or its buses as well: no machine gives them out twice, so that one of the two was made from the other.',
    fix: 'Give the copy BARs, buses and a serial number of its own, or leave it out.',
    exceptions: 'VFs, and functions without an assigned BAR, are alike in real dumps.',
    reads: [],
    messages: { copy: 'all {{count}} bytes are those of {{other}}, with its BARs or buses' },
  },
  check({ machine }, reports, report) {
    const seen = new Map<string, PciFunction[]>();
    for (const { fn, view, verdict } of reports) {
      const { config } = fn;
      if (
        verdict.role === 'vf' ||
        verdict.role === 'unreadable' ||
        !config.has(0, 64) ||
        !holdsOwn(machine, view)
      )
        continue;
      const words = [0x00, 0x10, 0x14, 0x18, 0x20].map((at) => config.u32(at));
      const key = [fn.domain, config.knownBytes, ...words].join();
      const like = seen.get(key) ?? [];
      const first = like.find((other) => other.key !== fn.key && config.equals(other.config));
      if (first) {
        const related = [{ message: 'the same bytes', fn: first }];
        report(fn, 'copy', { related }, { count: config.knownBytes, other: first.address });
      } else if (like.length < 16) seen.set(key, [...like, fn]);
    }
  },
  examples: {
    good: [
      {
        functions: [
          { address: '01:00.0', fields: nic },
          { address: '02:00.0', fields: { ...nic, 'header.base_address[0]': 0xfd000000 } },
        ],
      },
      {
        functions: [
          { address: '01:00.0', fields: nic },
          { address: '0001:01:00.0', fields: nic },
        ],
      },
    ],
    bad: [
      {
        functions: [
          { address: '01:00.0', fields: nic },
          { address: '02:00.0', fields: nic },
        ],
      },
    ],
  },
});
