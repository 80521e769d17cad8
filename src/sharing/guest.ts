import { enhancedVfBar } from '../decode/bars.ts';
import { FunctionView } from '../decode/view.ts';
import { ConfigSpace } from '../model/config-space.ts';
import { PciFunction } from '../model/function.ts';
import type { FunctionReport, System } from '../verdict/system.ts';

/* What vfio-pci shows a guest at open: Linux 6.12, drivers/vfio/pci/vfio_pci_config.c. */

/** Standard capabilities that vfio-pci leaves in the list: those to whose ID it gives a length. */
const shownStandard: ReadonlySet<number> = new Set([
  0x01, 0x02, 0x03, 0x05, 0x07, 0x08, 0x09, 0x10, 0x11, 0x12, 0x13,
]);

/** Extended capabilities that vfio-pci leaves in the list. */
const shownExtended: ReadonlySet<number> = new Set([
  0x01, 0x02, 0x03, 0x04, 0x08, 0x09, 0x0b, 0x0d, 0x0e, 0x0f, 0x10, 0x12, 0x13, 0x15, 0x16, 0x17, 0x18, 0x23,
]);

/** One place where the guest's view differs from the bytes of the Function. */
export interface GuestDifference {
  readonly offset: number;
  readonly length: number;
  /** Path of the field or register, or of the capability concerned. */
  readonly field: string;
  readonly before: number;
  readonly after: number;
  readonly why: string;
}

export interface GuestView {
  readonly fn: PciFunction;
  readonly differences: readonly GuestDifference[];
  /** Why parts of the view are not known. */
  readonly unknown: readonly string[];
  /** What the guest runs into and no byte of the view shows. */
  readonly notes: readonly string[];
}

const memorySpaceEnable = 1 << 1;
const pmeSupport = 0xf800;
const pmeControl = 0x8100;
const powerState = 0x0003;

/** The configuration space that a guest sees of a Function which its host binds to vfio-pci. */
export function guestView(report: FunctionReport, system: System): GuestView {
  const { fn, view, verdict } = report;
  const bytes = fn.config.slice(0, fn.config.end);
  const differences: GuestDifference[] = [];
  const unknown: string[] = [];
  const notes: string[] = [];
  const change = (offset: number, length: 1 | 2 | 4, field: string, after: number, why: string): void => {
    if (!fn.config.has(offset, length)) return;
    const before = readLittle(bytes, offset, length);
    if (before === after) return;
    for (let n = 0; n < length; n++) bytes[offset + n] = (after >>> (8 * n)) & 0xff;
    differences.push({ offset, length, field, before, after, why });
  };

  // A VF that a guest was given is an ordinary Function to that guest's kernel, which sees no PF.
  const isVirtfn = verdict.role === 'vf' && verdict.detachedKind !== 'guest-view';
  if (isVirtfn) {
    const why = 'vfio-pci shows the IDs that the kernel took from the PF';
    if (report.vendorId === null) unknown.push('Vendor ID and Device ID: the PF is not in this dump');
    else {
      change(0x00, 2, 'header.vendor_id', report.vendorId, why);
      if (report.deviceId !== null) change(0x02, 2, 'header.device_id', report.deviceId, why);
    }
    change(0x3d, 1, 'header.interrupt_pin', 0, 'vfio-pci shows no INTx of a VF');
  }
  const command = fn.config.u16(0x04);
  // On s390 the kernel knows a VF by its number, and that its Memory Space Enable does nothing.
  if (command >= 0 && (isVirtfn || Number(fn.attribute('vfn') ?? 0) > 0)) {
    const text = 'a VF has no Memory Space Enable of its own; vfio-pci keeps one for the guest, set at first';
    change(0x04, 2, 'header.command.memory_space_enable', command | memorySpaceEnable, text);
  }
  if (isVirtfn) {
    const pf = pfOf(report, system);
    virtualBars(pf, change, { unknown, notes });
    if (pf?.get('sriov.control.vf_memory_space_enable') === 0) notes.push(memoryOff);
  }
  const pm = view.capability('pm');
  if (pm) {
    const { offset } = pm.entry;
    const awake = fn.config.u8(offset + 4) & ~powerState;
    change(
      offset + 4,
      1,
      'pm.control_status.power_state',
      awake,
      'vfio-pci wakes the Function before it shows it',
    );
    const why = 'vfio-pci shows no PME: the host handles it';
    change(offset + 2, 2, 'pm.capabilities.pme_support', fn.config.u16(offset + 2) & ~pmeSupport, why);
    const control = fn.config.u16(offset + 4) & ~powerState & ~pmeControl;
    change(offset + 4, 2, 'pm.control_status', control, why);
  }
  hideStandard(view, change);
  hideExtended(view, change);
  const { ranges, end } = fn.config;
  const config = new ConfigSpace(bytes, 0, bytes.length, end, ranges);
  // The host's driver, links and attributes are not the guest's.
  const { text } = fn.surroundings;
  const surroundings = text === undefined ? {} : { text };
  const seen = new PciFunction(fn.domain, fn.routingId, config, fn.origin, surroundings);
  return { fn: seen, differences, unknown, notes };
}

type Change = (offset: number, length: 1 | 2 | 4, field: string, after: number, why: string) => void;

/** What no bit that the guest can set changes. */
export const memoryOff =
  'VF Memory Space Enable is 0 in the PF: no memory of its VFs decodes, whatever their own bits read';

function pfOf({ verdict }: FunctionReport, system: System): FunctionView | undefined {
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

interface Remarks {
  readonly unknown: string[];
  readonly notes: string[];
}

/** The BARs that vfio-pci makes up for a VF: the type bits of the PF's VF BARs, address 0 until the guest sets one. */
function virtualBars(pf: FunctionView | undefined, change: Change, { unknown, notes }: Remarks): void {
  for (let n = 0; n < 6; n++) {
    const bar = pf && barSource(pf, n);
    if (!bar) {
      unknown.push(
        "BARs: their types are in the VF BARs of the PF's SR-IOV capability, which is not in this dump",
      );
      return;
    }
    const why = `vfio-pci makes up a BAR with the type of ${bar.by}; the guest sets the address`;
    change(0x10 + 4 * n, 4, `header.base_address[${n}]`, bar.assigned ? bar.type : 0, why);
    if (bar.assigned && bar.type === 0)
      notes.push(
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
    const by = `${enhanced.path.replace(/\.base$/, '')} of the PF, which stands for VF BAR ${n}`;
    return { type, isWide, assigned: enhanced.address !== 0n, by };
  }
  const isWide = (bar & 0x6) === memoryType64;
  const assigned = (bar & ~0xf) !== 0 || (isWide && (pf.get(`sriov.vf_bar[${n + 1}]`) ?? 0) !== 0);
  return { type: bar & 0xf, isWide, assigned, by: `the PF's VF BAR ${n}` };
}

/** Takes capabilities out of the standard list that vfio-pci does not know; their bytes stay readable. */
function hideStandard(view: FunctionView, change: Change): void {
  let link = 0x34;
  let linkField = 'header.capabilities_pointer';
  for (const { entry, name, instance } of view.capabilities) {
    if (entry.kind !== 'standard') continue;
    if (shownStandard.has(entry.id)) {
      link = entry.offset + 1;
      linkField = `${name}${instance > 0 ? `[${instance}]` : ''}.next_capability`;
    } else change(link, 1, linkField, entry.next, `vfio-pci hides ${name}`);
  }
}

/** The same for the extended list; the first entry cannot be skipped, so it becomes a null capability. */
function hideExtended(view: FunctionView, change: Change): void {
  const all = view.capabilities.filter(({ entry }) => entry.kind === 'extended');
  if (all.length > 0 && !all.some(({ entry }) => shownExtended.has(entry.id))) {
    const why = 'vfio-pci hides every extended capability of this Function';
    change(0x100, 4, `${all[0]?.name}.capability_header`, 0, why);
    return;
  }
  let previous: { offset: number; header: number; field: string } | undefined;
  for (const { entry, name, instance } of all) {
    const field = `${name}${instance > 0 ? `[${instance}]` : ''}.capability_header`;
    const header = view.config.u32(entry.offset);
    if (shownExtended.has(entry.id)) previous = { offset: entry.offset, header, field };
    else if (previous) {
      previous.header = ((previous.header & 0x000fffff) | ((entry.next & 0xffc) << 20)) >>> 0;
      change(previous.offset, 4, previous.field, previous.header, `vfio-pci hides ${name}`);
    } else {
      const placeholder = (header & 0xffc00000) >>> 0;
      const why = `vfio-pci hides ${name}, and leaves a null capability because the list begins here`;
      change(entry.offset, 4, field, placeholder, why);
      previous = { offset: entry.offset, header: placeholder, field };
    }
  }
}

function readLittle(bytes: Uint8Array, offset: number, length: number): number {
  let value = 0;
  for (let n = length - 1; n >= 0; n--) value = value * 256 + (bytes[offset + n] as number);
  return value;
}
