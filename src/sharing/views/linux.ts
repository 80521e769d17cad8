import { vfAperture, vfBarsOf } from '../../decode/bars.ts';
import type { FunctionView } from '../../decode/view.ts';
import type { FunctionReport, System } from '../../verdict/system.ts';
import { sharingOf } from '../sharing.ts';
import { isVirtfn, memoryOff, pfOf } from './vfio.ts';
import { type View, ViewBytes } from './view.ts';

/* What the kernel of the host uses of a VF: Linux 6.12, drivers/pci/iov.c and probe.c. */

/** The bytes as the kernel of the host takes them, where it does not go by what the Function reads. */
export function linuxView(report: FunctionReport, system: System): View {
  const bytes = new ViewBytes(report.fn, 'Linux');
  if (!isVirtfn(report)) return bytes.done();
  if (report.vendorId === null) bytes.unknown.push('Vendor ID and Device ID: the PF is not in this dump');
  else {
    const why = 'pci_iov_add_virtfn() takes it from the PF';
    bytes.change(0x00, 2, 'header.vendor_id', report.vendorId, why);
    if (report.deviceId !== null) bytes.change(0x02, 2, 'header.device_id', report.deviceId, why);
  }
  bytes.change(0x3d, 1, 'header.interrupt_pin', 0, 'pci_read_irq() takes no INTx for a VF');
  const pf = pfOf(report, system);
  likeVf1(report, system, bytes);
  baseAddresses(report, pf, bytes);
  if (pf?.get('sriov.control.vf_memory_space_enable') === 0) bytes.notes.push(memoryOff);
  bytes.notes.push(...usedOfPf(report, system));
  return bytes.done();
}

/** Class, header type and subsystem are read in VF 1 and taken for all VFs of a PF. */
function likeVf1({ verdict }: FunctionReport, system: System, bytes: ViewBytes): void {
  const key = verdict.pf === null ? undefined : system.machine.pfs.get(verdict.pf)?.vfs[0];
  const fn = key === undefined ? undefined : system.machine.byKey.get(key);
  if (!fn || fn.key === bytes.fn.key || !fn.config.has(0, 0x40)) return;
  const { config } = fn;
  const why = 'pci_read_vf_config_common() reads it in VF 1 for all VFs of the PF';
  bytes.change(0x08, 4, 'header.class_code', config.u32(0x08), why);
  bytes.change(0x0e, 1, 'header.header_type', config.u8(0x0e), why);
  bytes.change(0x2c, 2, 'header.subsystem_vendor_id', config.u16(0x2c), why);
  bytes.change(0x2e, 2, 'header.subsystem_id', config.u16(0x2e), why);
}

function baseAddresses(
  { fn, verdict }: FunctionReport,
  pf: FunctionView | undefined,
  bytes: ViewBytes,
): void {
  if (!pf?.capability('sriov')) {
    bytes.unknown.push(
      "BARs: they follow from the VF BARs of the PF's SR-IOV capability, which is not in this dump",
    );
    return;
  }
  for (const bar of vfBarsOf(pf)) {
    const stated = fn.statedRegions.find(
      ({ of, index, numbered }) => of === 'function' && index === bar.index && numbered !== false,
    );
    const first = verdict.vfNumber === 1 ? bar.address : vfAperture(bar, verdict.vfNumber ?? 1)?.first;
    const address = stated?.address ?? (verdict.vfNumber === null ? undefined : first);
    const path = `header.base_address[${bar.index}]`;
    if (address === undefined || address === 0n) {
      if (bar.address !== 0n)
        bytes.unknown.push(
          `${path}: VF BAR ${bar.index} + (VF number - 1) × its size, which is not in this dump`,
        );
      continue;
    }
    const type = (bar.width === 64 ? 0x4 : 0) | (bar.prefetchable ? 0x8 : 0);
    const why = `the address that pci_iov_add_virtfn() computes from VF BAR ${bar.index} of the PF`;
    bytes.change(0x10 + 4 * bar.index, 4, path, Number(address & 0xfffffff0n) | type, why);
    if (bar.width === 64)
      bytes.change(
        0x14 + 4 * bar.index,
        4,
        `header.base_address[${bar.index + 1}]`,
        Number(address >> 32n),
        why,
      );
  }
}

/** What the kernel does with the shared fields that are in use. */
function usedOfPf(report: FunctionReport, system: System): string[] {
  const said = new Map<string, string[]>();
  for (const { fields } of sharingOf(system, report).capabilities) {
    for (const { path, inUse, software } of fields) {
      if (!inUse || !software.linux || path.startsWith('header.')) continue;
      said.set(software.linux.text, [...(said.get(software.linux.text) ?? []), path]);
    }
  }
  return [...said].map(([text, paths]) => `${paths.join(', ')}: ${text}`);
}
