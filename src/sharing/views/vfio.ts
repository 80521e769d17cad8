import { enhancedVfBar } from '../../decode/bars.ts';
import { FunctionView } from '../../decode/view.ts';
import type { FunctionReport, System } from '../../verdict/system.ts';
import { type View, ViewBytes } from './view.ts';

/* What vfio-pci shows a guest at open: Linux 6.12, drivers/vfio/pci/vfio_pci_config.c. */

/** Standard capabilities that vfio-pci leaves in the list: those to whose ID it gives a length. */
const shownStandard: ReadonlySet<number> = new Set([
  0x01, 0x02, 0x03, 0x05, 0x07, 0x08, 0x09, 0x10, 0x11, 0x12, 0x13,
]);

/** Extended capabilities that vfio-pci leaves in the list. */
const shownExtended: ReadonlySet<number> = new Set([
  0x01, 0x02, 0x03, 0x04, 0x08, 0x09, 0x0b, 0x0d, 0x0e, 0x0f, 0x10, 0x12, 0x13, 0x15, 0x16, 0x17, 0x18, 0x23,
]);

const memorySpaceEnable = 1 << 1;
const pmeSupport = 0xf800;
const pmeControl = 0x8100;
const powerState = 0x0003;

/** The configuration space that vfio-pci shows a VMM at open. */
export function vfioView(report: FunctionReport, system: System): View {
  const { fn, view } = report;
  const bytes = new ViewBytes(fn, 'vfio-pci');
  const isVf = isVirtfn(report);
  if (isVf) {
    const why = 'vfio-pci shows the IDs that the kernel took from the PF';
    if (report.vendorId === null) bytes.unknown.push('Vendor ID and Device ID: the PF is not in this dump');
    else {
      bytes.change(0x00, 2, 'header.vendor_id', report.vendorId, why);
      if (report.deviceId !== null) bytes.change(0x02, 2, 'header.device_id', report.deviceId, why);
    }
    bytes.change(0x3d, 1, 'header.interrupt_pin', 0, 'vfio-pci shows no INTx of a VF');
  }
  const command = fn.config.u16(0x04);
  // On s390 the kernel knows a VF by its number, and that its Memory Space Enable does nothing.
  if (command >= 0 && (isVf || (fn.stated.vfNumber?.value ?? 0) > 0)) {
    const text = 'a VF has no Memory Space Enable of its own; vfio-pci keeps one for the guest, set at first';
    bytes.change(0x04, 2, 'header.command.memory_space_enable', command | memorySpaceEnable, text);
  }
  if (isVf) {
    const pf = pfOf(report, system);
    virtualBars(pf, bytes);
    if (pf?.get('sriov.control.vf_memory_space_enable') === 0) bytes.notes.push(memoryOff);
  }
  powerManagement(view, bytes);
  hideStandard(view, bytes);
  hideExtended(view, bytes);
  return bytes.done();
}

/** Whether the kernel of the host takes it for a VF. To a guest's kernel the VF it was given is an ordinary Function. */
export const isVirtfn = ({ verdict }: FunctionReport): boolean =>
  verdict.role === 'vf' && verdict.detachedKind !== 'guest-view';

function powerManagement(view: FunctionView, bytes: ViewBytes): void {
  const pm = view.capability('pm');
  if (!pm) return;
  const { offset } = pm.entry;
  const awake = view.config.u8(offset + 4) & ~powerState;
  const woken = 'vfio-pci wakes the Function before it shows it';
  bytes.change(offset + 4, 1, 'pm.control_status.power_state', awake, woken);
  const why = 'vfio-pci shows no PME: the host handles it';
  const capabilities = view.config.u16(offset + 2) & ~pmeSupport;
  bytes.change(offset + 2, 2, 'pm.capabilities.pme_support', capabilities, why);
  const control = view.config.u16(offset + 4) & ~powerState & ~pmeControl;
  bytes.change(offset + 4, 2, 'pm.control_status', control, why);
}

/** What no bit that the guest can set changes. */
export const memoryOff =
  'VF Memory Space Enable is 0 in the PF: no memory of its VFs decodes, whatever their own bits read';

export function pfOf({ verdict }: FunctionReport, system: System): FunctionView | undefined {
  const fn = verdict.pf === null ? undefined : system.machine.byKey.get(verdict.pf);
  return fn && new FunctionView(fn);
}

/** What gives a VF's BAR its type; without an address there is no BAR. */
interface BarSource {
  readonly type: number;
  /** Whether it takes the next BAR too. */
  readonly isWide: boolean;
  readonly assigned: boolean;
  readonly by: string;
}

/** The BARs that vfio-pci makes up for a VF: the type bits of the PF's VF BARs, address 0 until the guest sets one. */
function virtualBars(pf: FunctionView | undefined, bytes: ViewBytes): void {
  for (let n = 0; n < 6; n++) {
    const bar = pf && barSource(pf, n);
    if (!bar) {
      bytes.unknown.push(
        "BARs: their types are in the VF BARs of the PF's SR-IOV capability, which is not in this dump",
      );
      return;
    }
    const why = `vfio-pci makes up a BAR with the type of ${bar.by}; the guest sets the address`;
    bytes.change(0x10 + 4 * n, 4, `header.base_address[${n}]`, bar.assigned ? bar.type : 0, why);
    if (bar.assigned && bar.type === 0)
      bytes.notes.push(
        `header.base_address[${n}] is a BAR of 32 bits by ${bar.by}, though it reads 0 until it is set`,
      );
    if (bar.isWide) n++;
  }
}

const memoryType64 = 0x4;
const prefetchable = 0x8;

/** VF BAR `n` of a PF, from its SR-IOV capability or from Enhanced Allocation; undefined when not in the dump. */
function barSource(pf: FunctionView, n: number): BarSource | undefined {
  const bar = pf.get(`sriov.vf_bar[${n}]`);
  if (bar === undefined) return undefined;
  const enhanced = bar === 0 ? enhancedVfBar(pf, n) : undefined;
  if (enhanced) {
    const isWide = enhanced.width === 64;
    const type = (isWide ? memoryType64 : 0) | (enhanced.prefetchable ? prefetchable : 0);
    const by = `${enhanced.path.replace(/\.base$/, '')} of the PF, which is VF BAR ${n}`;
    return { type, isWide, assigned: enhanced.address !== 0n, by };
  }
  const isWide = (bar & 0x6) === memoryType64;
  const assigned = (bar & ~0xf) !== 0 || (isWide && (pf.get(`sriov.vf_bar[${n + 1}]`) ?? 0) !== 0);
  return { type: bar & 0xf, isWide, assigned, by: `the PF's VF BAR ${n}` };
}

/** Takes capabilities out of the standard list that vfio-pci does not know; their bytes stay readable. */
function hideStandard(view: FunctionView, bytes: ViewBytes): void {
  let link = 0x34;
  let linkField = 'header.capabilities_pointer';
  for (const { entry, name, instance } of view.capabilities) {
    if (entry.kind !== 'standard') continue;
    if (shownStandard.has(entry.id)) {
      link = entry.offset + 1;
      linkField = `${name}${instance > 0 ? `[${instance}]` : ''}.next_capability`;
    } else bytes.change(link, 1, linkField, entry.next, `vfio-pci hides ${name}`);
  }
}

/** The same for the extended list; the first entry cannot be skipped, so it becomes a null capability. */
function hideExtended(view: FunctionView, bytes: ViewBytes): void {
  const all = view.capabilities.filter(({ entry }) => entry.kind === 'extended');
  if (all.length > 0 && !all.some(({ entry }) => shownExtended.has(entry.id))) {
    const why = 'vfio-pci hides every extended capability of this Function';
    bytes.change(0x100, 4, `${all[0]?.name}.capability_header`, 0, why);
    return;
  }
  let previous: { offset: number; header: number; field: string } | undefined;
  for (const { entry, name, instance } of all) {
    const field = `${name}${instance > 0 ? `[${instance}]` : ''}.capability_header`;
    const header = view.config.u32(entry.offset);
    if (shownExtended.has(entry.id)) previous = { offset: entry.offset, header, field };
    else if (previous) {
      previous.header = ((previous.header & 0x000fffff) | ((entry.next & 0xffc) << 20)) >>> 0;
      bytes.change(previous.offset, 4, previous.field, previous.header, `vfio-pci hides ${name}`);
    } else {
      const placeholder = (header & 0xffc00000) >>> 0;
      const why = `vfio-pci hides ${name}, and leaves a null capability because the list begins here`;
      bytes.change(entry.offset, 4, field, placeholder, why);
      previous = { offset: entry.offset, header: placeholder, field };
    }
  }
}
