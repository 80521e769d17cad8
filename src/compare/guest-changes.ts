import { vfInfoAt } from '../decode/row-at.ts';
import { FunctionView } from '../decode/view.ts';
import { guestView } from '../sharing/views/qemu.ts';
import { vfioView } from '../sharing/views/vfio.ts';
import type { ViewDifference } from '../sharing/views/view.ts';
import type { FunctionReport, System } from '../verdict/system.ts';
import type { ChangeKind, Explanation, FieldChange } from './difference.ts';

/** Why a field of a VF differs between the host and a guest. */
interface Row extends Explanation {
  /** Without indexes; a register or capability stands for all below it. The longest path that fits counts. */
  readonly paths: readonly string[];
  /** Seen from the host to the guest; any unless stated. */
  readonly kind?: ChangeKind;
}

/**
 * What vfio-pci and QEMU show of their own accord is worked out by sharing/views; this is what the guest makes of it,
 * and what the views leave open. Sources: QEMU 10
 * hw/vfio/pci.c (vfio_setup_pcie_cap, vfio_add_ext_cap, vfio_pci_size_rom, vfio_realize), Linux 6.12
 * drivers/vfio/pci/vfio_pci_config.c.
 */
const rows: readonly Row[] = [
  {
    paths: ['header.vendor_id', 'header.device_id'],
    by: 'vfio-pci',
    why: "a VF reads FFFFh; vfio-pci fills in the PF's Vendor ID and the VF Device ID",
  },
  {
    paths: ['header.base_address'],
    by: 'vfio-pci',
    why: "a VF reads 0; vfio-pci makes up BARs like the PF's VF BARs, and the guest sets an address of its own",
  },
  {
    paths: ['header.command.memory_space_enable'],
    by: 'vfio-pci',
    why: 'the VF has no such bit; vfio-pci keeps one for the guest',
  },
  {
    paths: ['header.command.bus_master_enable'],
    by: 'guest',
    why: "the VF's own bit; the driver in the guest, or QEMU on a reset, sets and clears it",
  },
  {
    paths: ['header.command.interrupt_disable'],
    by: 'guest',
    why: 'the VF has no INTx; vfio-pci keeps the bit for the guest',
  },
  { paths: ['header.command'], by: 'guest', why: 'the guest sets its own Command register' },
  {
    paths: ['header.interrupt_line'],
    by: 'guest',
    why: "a note of the guest's firmware, which QEMU keeps; no hardware uses it",
  },
  { paths: ['header.interrupt_pin'], by: 'vfio-pci', why: 'vfio-pci shows no INTx of a VF' },
  {
    paths: ['header.header_type.multi_function'],
    by: 'QEMU',
    why: "QEMU shows whether the guest's slot has several Functions",
  },
  {
    paths: ['header.expansion_rom'],
    by: 'QEMU',
    why: 'QEMU offers a ROM of its own or none; the guest sets the address',
  },
  {
    paths: ['header.subsystem_vendor_id', 'header.subsystem_id'],
    by: 'QEMU',
    why: 'QEMU passes the value on unless x-pci-sub-vendor-id or x-pci-sub-device-id is given',
  },
  {
    paths: ['ari'],
    kind: 'removed',
    by: 'QEMU',
    why: "QEMU leaves ARI out: the host's function numbers mean nothing in the guest",
  },
  { paths: ['sriov'], kind: 'removed', by: 'QEMU', why: 'QEMU leaves SR-IOV out: VFs are made on the host' },
  {
    paths: ['resizable_bar'],
    by: 'QEMU',
    why: 'QEMU leaves it out, or shows the present size as the only one: the guest cannot resize a BAR',
  },
  {
    paths: ['pcie'],
    kind: 'removed',
    by: 'QEMU',
    why: 'QEMU hides PCI Express from a guest that sees the VF on a conventional bus of a PCI Express machine',
  },
  {
    paths: ['pcie.capabilities.device_port_type', 'pcie.capabilities.slot_implemented'],
    by: 'QEMU',
    why: 'on a root bus of the guest QEMU shows an Endpoint as Root Complex Integrated Endpoint, below a port the reverse',
  },
  {
    paths: [
      'pcie.link_capabilities',
      'pcie.link_control',
      'pcie.link_status',
      'pcie.link_capabilities_2',
      'pcie.link_control_2',
      'pcie.link_status_2',
    ],
    by: 'QEMU',
    why: "QEMU fits the link to the guest's slot: none on a root bus",
  },
  {
    paths: ['msix.control', 'msi.control'],
    by: 'guest',
    why: "the guest's driver; vfio-pci and QEMU trap the write, and the host sets the interrupts up",
  },
  {
    paths: ['msi.address', 'msi.upper_address', 'msi.data', 'msi.extended_data', 'msi.mask', 'msi.pending'],
    by: 'guest',
    why: "the guest's own interrupt address, which QEMU keeps; the VF sends where the host says",
  },
  {
    paths: ['msix.table', 'msix.pba'],
    by: 'QEMU',
    why: 'QEMU moves the MSI-X table when x-msix-relocation asks for it',
  },
  {
    paths: ['pm.control_status.power_state'],
    by: 'guest',
    why: 'the power state that the guest asked for; vfio-pci carries it out',
  },
  { paths: ['pm'], by: 'vfio-pci', why: 'vfio-pci shows no PME: the host handles it' },
];

const plain = (path: string): string => path.replace(/\[\d+\]/g, '');

function rowFor(path: string, kind: ChangeKind): Explanation | undefined {
  const name = plain(path);
  let best: Row | undefined;
  let longest = 0;
  for (const row of rows) {
    if (row.kind !== undefined && row.kind !== kind) continue;
    for (const candidate of row.paths) {
      if ((name === candidate || name.startsWith(`${candidate}.`)) && candidate.length > longest) {
        best = row;
        longest = candidate.length;
      }
    }
  }
  return best && { by: best.by, why: best.why };
}

/** Which side, if any, is a guest's view of the VF that the other side shows as its host sees it. */
export function guestSide(before: FunctionReport, after: FunctionReport): 'before' | 'after' | null {
  if (isHostView(before) && isGuestOf(after, before)) return 'after';
  if (isHostView(after) && isGuestOf(before, after)) return 'before';
  return null;
}

/** A VF as hardware shows it: FFFFh for both IDs, while the rest answers. */
const isHostView = ({ fn, verdict }: FunctionReport): boolean =>
  verdict.role === 'vf' && fn.config.u32(0) === 0xffffffff;

function isGuestOf(guest: FunctionReport, host: FunctionReport): boolean {
  const id = guest.fn.config.u32(0);
  if (id < 0 || id === 0xffffffff || guest.pf !== undefined || guest.view.layout !== 0) return false;
  // A guest does not see the PF: where one claims it, this is its host again, with IDs that somebody wrote.
  if (guest.verdict.attachment === 'attached') return false;
  const fits = (own: number | null, theirs: number | null): boolean =>
    own === null || theirs === null || own === theirs;
  return fits(guest.vendorId, host.vendorId) && fits(guest.deviceId, host.deviceId);
}

interface Views {
  readonly host: FunctionView;
  /** What vfio-pci makes of the host's bytes, and what QEMU makes of that. */
  readonly made: readonly Made[];
  readonly guest: FunctionView;
}

interface Made {
  readonly view: FunctionView;
  readonly differences: readonly ViewDifference[];
}

/** Says of each change what a hypervisor did, where that is known. */
export function explained(
  changes: readonly FieldChange[],
  guestIs: 'before' | 'after',
  pair: { readonly before: FunctionReport; readonly after: FunctionReport },
  systems: { readonly before: System; readonly after: System },
): FieldChange[] {
  const [host, guest] = guestIs === 'after' ? [pair.before, pair.after] : [pair.after, pair.before];
  const system = guestIs === 'after' ? systems.before : systems.after;
  const onRootBus = guest.view.get('pcie.capabilities.device_port_type') === integratedEndpoint;
  const seen = [vfioView(host, system), guestView(host, system, onRootBus ? 'root-bus' : 'root-port')];
  const views: Views = {
    host: host.view,
    made: seen.map(({ fn, differences }) => ({ view: new FunctionView(fn), differences })),
    guest: guest.view,
  };
  return changes.map((change) => {
    const kind = guestIs === 'after' ? change.kind : reversed[change.kind];
    return { ...change, explanation: explanationOf(change, kind, views) };
  });
}

const reversed: Readonly<Record<ChangeKind, ChangeKind>> = {
  added: 'removed',
  removed: 'added',
  changed: 'changed',
};

function explanationOf(change: FieldChange, kind: ChangeKind, views: Views): Explanation | null {
  const { field, about } = change;
  if (change.volatile && !field.startsWith('msi.') && field !== 'header.interrupt_line') {
    return { by: 'hardware', why: 'status, which changes while the VF works' };
  }
  if (about === 'capability') return capabilityExplanation(field, kind, views);
  if (change.follows) return { by: 'QEMU', why: 'a pointer past what the guest is not shown' };
  if (about === 'field') {
    const made = madeSo(field, views);
    if (made) return made;
    const row = rowFor(field, kind);
    if (row) return row;
    const software = vfInfoAt(field)?.software;
    if (software?.qemu) return { by: 'QEMU', why: software.qemu.text };
    if (software?.vfio) return { by: 'vfio-pci', why: software.vfio.text };
  }
  return null;
}

const integratedEndpoint = 9;

/** The layer that shows a field as the guest reads it. */
function madeSo(field: string, { made, guest }: Views): Explanation | undefined {
  const seen = guest.read(field);
  for (const { view, differences } of made) {
    const reading = view.read(field);
    if (seen.state !== 'known' || reading.state !== 'known' || seen.value !== reading.value) continue;
    const one = differences.find((each) => each.field === field || field.startsWith(`${each.field}.`));
    if (one && one.by !== 'Linux') return { by: one.by, why: one.why };
  }
  return undefined;
}

function capabilityExplanation(name: string, kind: ChangeKind, views: Views): Explanation | null {
  const [base = name, index] = name.replace(']', '').split('[');
  const capability = views.host.capability(base, Number(index ?? 0));
  const isHidden = views.made[0]?.view.capability(base, Number(index ?? 0)) === undefined;
  if (kind === 'removed' && capability && isHidden) return { by: 'vfio-pci', why: `vfio-pci hides ${name}` };
  const row = rowFor(name, kind);
  if (row) return row;
  if (kind === 'removed' && capability?.entry.kind === 'extended' && views.guest.walk.extended === 'none') {
    return {
      by: 'QEMU',
      why: 'on a conventional bus QEMU shows no extended configuration space',
    };
  }
  return null;
}
