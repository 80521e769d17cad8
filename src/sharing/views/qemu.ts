import { type Capability, FunctionView } from '../../decode/view.ts';
import type { FunctionReport, System } from '../../verdict/system.ts';
import { resizableBars } from './qemu-resizable.ts';
import { vfioView } from './vfio.ts';
import { type Placement, type View, ViewBytes } from './view.ts';

/* What a guest reads of a Function under QEMU with vfio-pci, once QEMU has reset it: QEMU 10.0.13, hw/vfio/pci.c. */

/** I/O and Memory Space Enable, Bus Master Enable, Interrupt Disable: cleared before a reset (vfio_pci_pre_reset). */
const clearedByReset = 0x0407;
const multiFunction = 0x80;
const romAddress = 0x30;
const endpoint = 0;
const legacyEndpoint = 1;
const integratedEndpoint = 9;
/** SR-IOV, because its VF BARs confuse firmware, and ARI, because its function numbers are the host's. */
const leftOut: ReadonlySet<number> = new Set([0x0000, 0x0010, 0x000e]);
const resizableBar = 0x0015;

/** The configuration space that a guest sees of a Function which its host binds to vfio-pci. */
export function guestView(report: FunctionReport, system: System, placement: Placement = 'root-port'): View {
  const vfio = vfioView(report, system);
  const view = new FunctionView(vfio.fn);
  const bytes = new ViewBytes(report.fn, 'QEMU', vfio);
  header(bytes);
  interrupts(view, bytes);
  const hidesExpress = express(view, bytes, placement);
  if (hidesExpress) hidePcie(view, bytes);
  extendedList(view, bytes);
  return bytes.done();
}

function header(bytes: ViewBytes): void {
  const command = bytes.read(0x04, 2);
  const reset = 'QEMU clears it before it resets the Function; the guest sets it';
  bytes.change(0x04, 2, 'header.command', command & ~clearedByReset, reset);
  const type = bytes.read(0x0e, 1) & ~multiFunction;
  bytes.change(
    0x0e,
    1,
    'header.header_type.multi_function',
    type,
    "QEMU says whether the guest's slot has several Functions: one, unless asked for",
  );
  if ((type & 0x7f) !== 0) return;
  for (let n = 0; n < 6; n++) {
    const bar = bytes.read(0x10 + 4 * n, 4);
    const isIo = (bar & 1) === 1;
    const why = 'QEMU registers a BAR of its own; the guest sets the address';
    bytes.change(0x10 + 4 * n, 4, `header.base_address[${n}]`, bar & (isIo ? 0x3 : 0xf), why);
    if (!isIo && (bar & 0x6) === 0x4) {
      n++;
      bytes.change(0x10 + 4 * n, 4, `header.base_address[${n}]`, 0, why);
    }
  }
  bytes.change(
    romAddress,
    4,
    'header.expansion_rom',
    0,
    'QEMU offers a ROM of its own making; the guest sets the address',
  );
}

/** QEMU emulates all of MSI and MSI-X (msi_init, msix_init and their resets). */
function interrupts(view: FunctionView, bytes: ViewBytes): void {
  const why =
    'QEMU emulates it, off after a reset; the guest’s driver sets it up, and the host sends the interrupts';
  const msi = view.capability('msi')?.entry.offset;
  if (msi !== undefined) {
    const control = bytes.read(msi + 2, 2);
    const [is64, masks] = [(control & 0x80) !== 0, (control & 0x100) !== 0];
    bytes.change(msi + 2, 2, 'msi.control', control & 0x018e, why);
    bytes.change(msi + 4, 4, 'msi.address', 0, why);
    if (is64) bytes.change(msi + 8, 4, 'msi.upper_address', 0, why);
    const data = msi + (is64 ? 0x0c : 0x08);
    bytes.change(data, 2, 'msi.data', 0, why);
    if (masks) {
      bytes.change(data + 4, 4, 'msi.mask', 0, why);
      bytes.change(data + 8, 4, 'msi.pending', 0, why);
    }
  }
  const msix = view.capability('msix')?.entry.offset;
  if (msix !== undefined) bytes.change(msix + 2, 2, 'msix.control', bytes.read(msix + 2, 2) & 0x07ff, why);
}

/** Fits the PCI Express capability to where the guest has the Function; true when it is left out. */
function express(view: FunctionView, bytes: ViewBytes, placement: Placement): boolean {
  const pcie = view.capability('pcie');
  if (!pcie) return false;
  const { offset } = pcie.entry;
  const size = distanceToNext(view, pcie);
  const flags = bytes.read(offset + 2, 2);
  const type = (flags >> 4) & 0xf;
  const withType = (to: number): number => (flags & ~0x00f0) | (to << 4);
  const onRootBus = placement === 'root-bus';
  if (onRootBus && type === legacyEndpoint) return true;
  let after = flags;
  if (onRootBus && type === endpoint) {
    after = withType(integratedEndpoint);
    const why = 'on a root bus QEMU shows no link';
    if (size > 0x10) {
      bytes.change(offset + 0x0c, 4, 'pcie.link_capabilities', 0, why);
      bytes.change(offset + 0x10, 2, 'pcie.link_control', 0, why);
      bytes.change(offset + 0x12, 2, 'pcie.link_status', 0, why);
    }
    if (size > 0x2c) {
      bytes.change(offset + 0x2c, 4, 'pcie.link_capabilities_2', 0, why);
      bytes.change(offset + 0x30, 2, 'pcie.link_control_2', 0, why);
      bytes.change(offset + 0x32, 2, 'pcie.link_status_2', 0, why);
    }
  } else if (!onRootBus && type === integratedEndpoint) {
    after = withType(endpoint);
    const why = 'below a port QEMU makes up a link for a Root Complex Integrated Endpoint';
    bytes.change(offset + 0x0c, 4, 'pcie.link_capabilities', 0x11, why);
    bytes.change(offset + 0x10, 2, 'pcie.link_control', 0, why);
  }
  if ((after & 0xf) === 0) after |= 1;
  const why =
    after >> 4 === flags >> 4
      ? 'QEMU shows version 1 for a VF that reads 0 (82599)'
      : onRootBus
        ? 'on a root bus QEMU shows an Endpoint as Root Complex Integrated Endpoint'
        : 'below a port QEMU shows a Root Complex Integrated Endpoint as Endpoint';
  bytes.change(offset + 2, 2, 'pcie.capabilities.device_port_type', after, why);
  return false;
}

/** Bytes up to the next capability of the first 256 bytes, or to their end. */
function distanceToNext(view: FunctionView, { entry }: Capability): number {
  const later = view.capabilities
    .filter((one) => one.entry.kind === 'standard' && one.entry.offset > entry.offset)
    .map((one) => one.entry.offset);
  return Math.min(0x100, ...later) - entry.offset;
}

function hidePcie(view: FunctionView, bytes: ViewBytes): void {
  let link = 0x34;
  let field = 'header.capabilities_pointer';
  for (const { entry, name } of view.capabilities) {
    if (entry.kind !== 'standard') continue;
    if (name === 'pcie')
      bytes.change(
        link,
        1,
        field,
        entry.next,
        'on a root bus QEMU leaves out the capability of a Legacy Endpoint',
      );
    else [link, field] = [entry.offset + 1, `${name}.next_capability`];
  }
}

/** Makes the extended list anew without what a guest is not shown; what is first becomes a null capability. */
function extendedList(view: FunctionView, bytes: ViewBytes): void {
  const all = view.capabilities.filter(({ entry }) => entry.kind === 'extended');
  const [first] = all;
  if (!first) return;
  const kept = all.filter(({ entry }) => !leftOut.has(entry.id) && isShown(entry, bytes));
  const dropped = all.filter((one) => one.entry.id !== 0 && !kept.includes(one)).map(({ name }) => name);
  const why = `QEMU leaves out ${dropped.join(', ')}`;
  const linkTo = (capability: Capability | undefined): number =>
    ((capability?.entry.offset ?? 0) << 20) >>> 0;
  if (kept[0] !== first) {
    const field = `${first.name}.capability_header`;
    bytes.change(
      first.entry.offset,
      4,
      field,
      linkTo(kept[0]),
      `${why}; the list begins with a null capability`,
    );
  }
  for (const [n, { entry, name, instance }] of kept.entries()) {
    const next = linkTo(kept[n + 1]);
    const header = (bytes.read(entry.offset, 4) & 0x000fffff) | next;
    const field = `${name}${instance > 0 ? `[${instance}]` : ''}.capability_header`;
    bytes.change(entry.offset, 4, field, header >>> 0, why);
  }
}

function isShown({ id, offset }: Capability['entry'], bytes: ViewBytes): boolean {
  return id !== resizableBar || resizableBars(offset, bytes);
}
