import { vfBarsOf } from '../../decode/bars.ts';
import { vfBars } from '../../machine/vf-bar-paths.ts';
import { unassignedVfBars } from '../../machine/vf-memory.ts';
import type { FieldPath } from '../../registers/index.ts';
import { fail, pass, unknown } from '../ladder.ts';
import { defineStep } from './define.ts';
import { pf, port } from './example.ts';

export default defineStep({
  meta: {
    id: 'enable/vf-bars-assigned',
    title: 'Every VF BAR has an address',
    of: 'the PF',
    reads: vfBars,
    why: 'The memory of all VFs is taken from the windows of the bridge when the system boots. A VF BAR that got none leaves its VFs without registers.',
    linux:
      "sriov_enable(): “not enough MMIO resources for SR-IOV”, or “SR-IOV: IOV BARS not allocated”; at boot “VF BAR n …: can't assign; no space”.",
    errno: 'ENOMEM',
    fix: 'Give the slot more memory: “Above 4G Decoding” or “MMIO High Size” and SR-IOV support in the machine’s setup, pci=realloc on Linux, fewer TotalVFs in the part’s firmware, or a smaller VF Resizable BAR.',
    source:
      'Linux 6.12 and 7.2: sriov_enable() in drivers/pci/iov.c, pci_assign_unassigned_root_bus_resources() in drivers/pci/setup-bus.c; PCIe 6.0 §9.3.3.14',
    versions:
      '7.2 also counts a VF BAR as missing whose memory is less than its size × NumVFs, as after its size was raised by VF Resizable BAR.',
  },
  look({ view, fn }, read) {
    const known = vfBars.filter((path) => read.number(view, path) !== undefined);
    const bars = vfBarsOf(view);
    if (known.length === 0 && bars.length === 0) {
      const isStated = fn.stated.regions.length > 0 && fn.stated.driverTotalVfs !== undefined;
      return isStated
        ? pass('it has no VF BARs')
        : unknown('the VF BARs are not in the dump', { fields: vfBars });
    }
    for (const region of fn.statedRegions) if (region.of === 'vf') read.bases.add(region.by);
    const missing = unassignedVfBars(view);
    const fields = missing.map(({ index }): FieldPath => vfBars[index] ?? vfBars[0]);
    if (missing.length > 0) {
      const list = missing.map(({ index, width }) => `VF BAR ${index} (${width}-bit)`).join(' and ');
      return fail(`${list} ${missing.length === 1 ? 'exists and is' : 'exist and are'} at address 0`, {
        fields,
        most: 0,
      });
    }
    if (bars.length === 0) return pass('it has no VF BARs', { fields: vfBars });
    const shown = bars.map(({ index, address }) => `VF BAR ${index} at ${address.toString(16)}h`).join(', ');
    return pass(shown, { fields: bars.map(({ index }): FieldPath => vfBars[index] ?? vfBars[0]) });
  },
  examples: {
    good: [
      { functions: [port(), pf()] },
      { functions: [port(), pf({ 'sriov.vf_bar[0]': 0xc, 'sriov.vf_bar[1]': 1 })] },
    ],
    bad: [{ functions: [port(), pf({ 'sriov.vf_bar[0]': 0xc, 'sriov.vf_bar[1]': 0 })] }],
  },
});
