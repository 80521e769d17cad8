import { vfBars } from '../../machine/vf-bar-paths.ts';
import { fitOf, vfMemoryOf } from '../../machine/vf-memory.ts';
import { notApplicable, type Outcome, pass, unknown } from '../ladder.ts';
import { defineStep, letting, vfs } from './define.ts';
import { pf, port } from './example.ts';

const hex = (value: bigint): string => `${value.toString(16)}h`;
const windowFields = ['header.prefetchable_memory_limit', 'header.memory_limit'] as const;

export default defineStep({
  meta: {
    id: 'enable/bridge-windows',
    title: 'The windows of the bridges hold the memory of all VFs',
    of: 'the PF, and every bridge above it',
    reads: ['sriov.total_vfs'],
    why: 'A bridge passes on only what is inside its windows: memory of VFs past their end is not reached.',
    linux:
      "The kernel gives such a VF BAR no memory at boot (“can't assign; no space”), so that sriov_enable() says “not enough MMIO resources for SR-IOV”.",
    errno: 'ENOMEM',
    fix: 'Give the bridge a larger window: more memory in the machine’s setup, pci=realloc or pci=hpmmioprefsize= on Linux, or a smaller VF BAR.',
    source:
      'Linux 6.12 and 7.2: sriov_init() and sriov_enable() in drivers/pci/iov.c, pci_bus_size_bridges() in drivers/pci/setup-bus.c; sizes from VF Resizable BAR, sysfs resource, lspci or the kernel’s log',
    versions: '7.2 compares size × NumVFs with the memory it has reserved (sriov_enable()), 6.12 does not.',
  },
  look(subject, read) {
    const { system, fn, view, count, enabled, asked } = subject;
    const total = read.number(view, 'sriov.total_vfs') ?? count;
    const memory = vfMemoryOf(view, total);
    if (memory.length === 0)
      return notApplicable(
        view.ask('sriov.vf_base_address[0]').source === 'not-in-dump'
          ? 'the VF BARs are not in the dump'
          : 'no VF BAR has an address',
      );
    const about = asked ?? count;
    let most: number | undefined;
    let worst: Outcome | undefined;
    const sizes: string[] = [];
    for (const one of memory) {
      const { bar, least, most: largest } = one;
      const fit = fitOf(system.machine, fn, one, about);
      if (fit === undefined) return notApplicable('it is on a root bus, whose windows are not in a dump');
      const field = vfBars[bar.index] ?? vfBars[0];
      if (fit === 'unknown')
        return unknown('the windows of a bridge above it are not in the dump', { fields: [field] });
      read.bases.add(bar.sizeFrom === null || bar.sizeFrom === 'vf-resizable-bar' ? 'bytes' : bar.sizeFrom);
      const each = least === largest ? `${size(least)} each` : `at most ${size(largest)} each`;
      sizes.push(`VF BAR ${bar.index}: ${each}`);
      const where = fit.window ? `the window ${hex(fit.window.first)}–${hex(fit.window.last)}` : 'no window';
      const seen = `VF BAR ${bar.index} at ${hex(bar.address)} is in ${where} of ${fit.bridge.fn.address}`;
      const more = { fn: fit.bridge.fn, fields: windowFields };
      if (fit.possible < about) {
        if (most !== undefined && most <= fit.possible) continue;
        most = fit.possible;
        const room = `${seen}, which holds ${vfs(fit.possible)} of ${size(least)} at best, of ${about}`;
        worst = letting(subject, fit.possible, { seen: room, ...more });
      } else if (fit.certain < about && !enabled) {
        const open = `${seen}, which holds ${fit.certain} of ${about} for certain: the size of one VF is not in the dump`;
        worst ??= unknown(open, {
          ...more,
          fix: 'Capture /sys/bus/pci/devices/…/resource or the kernel’s log of the boot as well: they state the size.',
        });
      }
    }
    const shown = `${sizes.join(', ')}; ${vfs(about)} lie inside the windows`;
    return worst ?? pass(shown, { fields: memory.map(({ bar }) => vfBars[bar.index] ?? vfBars[0]) });
  },
  examples: {
    good: [{ functions: [port(), pf()] }],
    bad: [
      {
        functions: [
          port(),
          pf({ 'vf_resizable_bar.control_0.number_of_bars': 1, 'vf_resizable_bar.control_0.bar_size': 1 }),
        ],
        vfs: 2,
      },
      { functions: [port(), pf({ 'sriov.vf_bar[1]': 9 })] },
    ],
  },
});

function size(bytes: bigint): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
  let n = 0;
  let value = bytes;
  while (value >= 1024n && value % 1024n === 0n && n < units.length - 1) {
    value /= 1024n;
    n++;
  }
  return `${value} ${units[n]}`;
}
