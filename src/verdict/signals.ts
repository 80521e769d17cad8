import type { IdleClaim } from '../machine/physical-function.ts';
import { busOf, deviceOf, formatKey } from '../model/address.ts';
import { tables } from '../registers/tables.ts';
import { misplacedInVf } from '../registers/vf.ts';
import { isHyperVVfDeviceId, isVfDeviceId } from '../registers/vf-device-ids.ts';
import type { Subject, UnlikeVf, Weight } from './subject.ts';

/** Why a PF does not claim a place where a VF of it would be. */
export const whyIdle = ({ why }: IdleClaim): string =>
  why === 'vf-enable-clear' ? 'its VF Enable is clear' : 'its NumVFs is less';

/** One thing that can be seen in a dump and that speaks for or against a Function being a VF. */
export interface Signal {
  readonly id: string;
  readonly weight: Weight;
  readonly title: string;
  /** Why it speaks, and when it misleads. */
  readonly why: string;
  /** Looks only at the bytes, or speaks only where sysfs attributes or links stand beside them; else at all. */
  readonly looksAt?: 'bytes' | 'surroundings';
  /** What was seen, or undefined when it does not speak. */
  look(subject: Subject): string | undefined;
}

const id4 = (id: number): string => id.toString(16).padStart(4, '0');
const hex4 = (value: number): string => `${id4(value).toUpperCase()}h`;
const isType0 = (s: Subject): boolean => s.view.layout === 0;
const has = (s: Subject, name: string): boolean => s.view.capability(name) !== undefined;
const isPcie = (s: Subject): boolean => s.express !== undefined;

/** BARs that name memory, in sysfs `resource` or lspci's text. */
function assignedRegions(s: Subject): string[] {
  const regions: string[] = [];
  for (const { index, of, kind, numbered, address, by } of s.fn.statedRegions) {
    if (of !== 'function' || kind !== 'memory' || index > 5 || !address) continue;
    const digits = address.toString(16);
    const place = by === 'sysfs' ? `0x${digits.padStart(16, '0')}` : digits.padStart(8, '0');
    regions.push(numbered === false ? `memory at ${place}` : `BAR ${index} ${place}`);
  }
  return regions;
}

/** Capabilities that a VF may not have, or that belong elsewhere; SR-IOV and Enhanced Allocation speak for themselves. */
const pfOnly: ReadonlySet<string> = new Set(
  tables
    .filter((table) => table.kind !== 'header' && misplacedInVf(table))
    .map(({ name }) => name)
    .filter((name) => name !== 'sriov' && name !== 'ea'),
);

/** Every signal, the strongest first. The numbers are those of the research that weighed them. */
export const signals: readonly Signal[] = [
  {
    id: 'raw-ids-ffff',
    looksAt: 'bytes',
    weight: 'decisive',
    title: 'Vendor ID and Device ID read FFFFh while the rest of the header answers',
    why: 'Only a VF reads FFFFh in both IDs and still has a live header (PCIe 6.0 §7.5.1.1.1). A Function that does not answer reads ones everywhere.',
    look: (s) =>
      s.rawIdsFfff &&
      isType0(s) &&
      s.unreadable === undefined &&
      s.fn.config.u32(8) !== 0xffffffff &&
      !idsMayBeBlanked(s)
        ? `Vendor ID and Device ID read FFFFh, Status reads ${hex4(s.fn.config.u16(6))} and Header Type 0`
        : undefined,
  },
  {
    id: 'stated-ids-differ',
    weight: 'decisive',
    title: 'The dump names real IDs for a Function whose bytes read FFFFh',
    why: 'The kernel fills in IDs only for VFs, from the PF; lspci and sysfs print what the kernel holds.',
    look: (s) =>
      s.rawIdsFfff &&
      s.stated?.vendor !== undefined &&
      s.stated.vendor !== 0xffff &&
      s.unreadable === undefined &&
      !idsMayBeBlanked(s)
        ? `${s.stated.by} says ${id4(s.stated.vendor)}:${id4(s.stated.device ?? 0xffff)}, the bytes say ffff:ffff`
        : undefined,
  },
  {
    id: 'physfn-link',
    looksAt: 'surroundings',
    weight: 'decisive',
    title: 'sysfs link physfn to a Function of this snapshot',
    why: 'The kernel makes this link for every VF that it created from a PF.',
    look: (s) => (s.physfn !== undefined && s.physfnInSnapshot ? `physfn → ${s.physfn}` : undefined),
  },
  {
    id: 'physfn-dangling',
    looksAt: 'surroundings',
    weight: 'decisive',
    title: 'sysfs link physfn to a Function that is not in this snapshot',
    why: 'The kernel knew the PF; whoever took the dump left it out.',
    look: (s) =>
      s.physfn !== undefined && !s.physfnInSnapshot
        ? `physfn → ${s.physfn}, which is not in this dump`
        : undefined,
  },
  {
    id: 'virtfn-link',
    weight: 'decisive',
    title: 'A PF has a sysfs link virtfnN to this Function',
    why: 'The kernel makes one link in the PF for each VF. An old copy of sysfs may keep stale ones.',
    look: (s) => {
      const link = s.machine.linked.get(s.fn.key);
      return link && `${formatKey(link.pf)} has virtfn${link.number - 1} → ${s.fn.address}`;
    },
  },
  {
    id: 'msix-count-attribute',
    looksAt: 'surroundings',
    weight: 'decisive',
    title: 'sysfs attribute sriov_vf_msix_count',
    why: 'Linux shows this attribute only on VFs.',
    look: (s) =>
      s.fn.attribute('sriov_vf_msix_count') !== undefined ? 'sriov_vf_msix_count exists' : undefined,
  },
  {
    id: 's390-vfn',
    looksAt: 'surroundings',
    weight: 'decisive',
    title: 's390 attribute vfn is not zero',
    why: 'The machine hypervisor numbers VFs from 1; a PF or an ordinary Function has 0.',
    look: (s) => {
      const vfn = s.fn.stated.vfNumber?.value ?? 0;
      return vfn > 0 ? `vfn is ${vfn}` : undefined;
    },
  },
  {
    id: 'rid-claim',
    weight: 'decisive',
    title: 'A PF of this snapshot claims the Routing ID, and the IDs fit',
    why: 'With VF Enable set, the Routing IDs of the VFs follow from First VF Offset and VF Stride (PCIe 6.0 §9.2.1.2).',
    look: (s) =>
      s.claim && s.claim.basis !== 'stated' && claimFits(s)
        ? `${formatKey(s.claim.pf)} has VF Enable; Routing ID ${hex4(s.fn.routingId)} is its VF ${s.claim.number}`
        : undefined,
  },
  {
    id: 'rid-claim-stated',
    weight: 'strong',
    title: 'The input states that a PF has a VF at this Routing ID',
    why: 'The words of lspci or sysfs give First VF Offset and VF Stride; no bytes prove them.',
    look: (s) =>
      s.claim?.basis === 'stated' && statedClaimFits(s)
        ? `${formatKey(s.claim.pf)} is stated to have VFs enabled; Routing ID ${hex4(s.fn.routingId)} is its VF ${s.claim.number}`
        : undefined,
  },
  {
    id: 'rid-claim-other-ids',
    weight: 'against',
    title: 'A PF claims the Routing ID, but another Function is there',
    why: 'A VF reads FFFFh, or what a hypervisor fills in: the vendor of the PF and its VF Device ID.',
    look: (s) =>
      s.claim && s.claim.basis !== 'stated' && !claimFits(s) && s.unreadable === undefined
        ? `${formatKey(s.claim.pf)} claims ${hex4(s.fn.routingId)} for its VF ${s.claim.number}, but ${id4(s.rawVendor)}:${id4(s.rawDevice)} is there`
        : undefined,
  },
  {
    id: 'rid-claim-idle',
    weight: 'supporting',
    title: 'A PF would have a VF here that it has not enabled',
    why: 'Its settings may be stale, and an ordinary Function may be here: never enough alone.',
    look: (s) =>
      s.idleClaim && (s.rawIdsFfff || s.vendor === undefined)
        ? `${formatKey(s.idleClaim.pf)} would have its VF ${s.idleClaim.number} here, but ${whyIdle(s.idleClaim)}`
        : undefined,
  },
  {
    id: 'hyperv-vf-device-id',
    weight: 'decisive',
    title: 'Device ID that only VFs in Hyper-V guests have',
    why: 'The Hyper-V host gives VFs these IDs; the drivers that list them drive VFs.',
    look: (s) =>
      s.vendor !== undefined && s.device !== undefined && isHyperVVfDeviceId(s.vendor, s.device)
        ? `${id4(s.vendor)}:${id4(s.device)} is a VF in a Hyper-V guest`
        : undefined,
  },
  {
    id: 'vf-device-id',
    weight: 'strong',
    title: 'Device ID that only VFs have',
    why: 'The ID is in the table of a driver for VFs. Where PF and VF share an ID, the ID says nothing and is not listed.',
    look: (s) =>
      s.vendor !== undefined && s.device !== undefined && isVfDeviceId(s.vendor, s.device)
        ? `${id4(s.vendor)}:${id4(s.device)} is a Device ID of VFs`
        : undefined,
  },
  {
    id: 'name-virtual-function',
    weight: 'strong',
    title: 'The name says Virtual Function',
    why: 'Names come from pci.ids or from the dump; they can be stale, so this needs a second sign.',
    look: (s) =>
      s.name !== undefined &&
      /\bvirtual function\b|\bVF\b|MxGPU/i.test(s.name) &&
      !/\bPF\b|physical function/i.test(s.name)
        ? `the name is "${s.name}"`
        : undefined,
  },
  {
    id: 'vf-structure',
    looksAt: 'bytes',
    weight: 'strong',
    title: 'Function Level Reset, no interrupt pin, MSI or MSI-X, and a Device Control of 0, together',
    why: 'None of 277 ordinary PCI Express Functions measured had all of these, and every VF seen from a guest had: FLR is mandatory in a VF, INTx is not there, and Device Control is the PF’s. An idle ordinary Function may look so, hence possible and no more.',
    look: (s) => {
      const kind = s.express?.kind;
      const fits =
        isType0(s) &&
        (kind === 'endpoint' || kind === 'integrated-endpoint') &&
        s.fn.config.u8(0x3d) === 0 &&
        ((s.express?.deviceControl ?? 1) & 0x7fff) === 0 &&
        s.express?.functionLevelReset === true &&
        (has(s, 'msi') || has(s, 'msix'));
      return fits ? 'Function Level Reset, no interrupt pin, and a Device Control of 0' : undefined;
    },
  },
  {
    id: 'memory-off-in-use',
    weight: 'supporting',
    title: 'Memory Space Enable is 0 although the Function is in use',
    why: 'A VF has no Memory Space Enable of its own (PCIe 6.0 §7.5.1.1.3). An ordinary Function without a driver reads 0 too, so a driver or Bus Master Enable must show use.',
    look: (s) => {
      const command = s.fn.config.u16(4);
      if (!isType0(s) || command < 0 || (command & 2) !== 0) return undefined;
      if (s.barsZero && assignedRegions(s).length === 0) return undefined;
      const driver = s.fn.stated.driver?.value;
      const inUse = driver !== undefined || (command & 4) !== 0;
      if (!inUse) return undefined;
      return `Command reads ${hex4(command)} with memory assigned and ${driver ? `driver ${driver} bound` : 'Bus Master Enable set'}`;
    },
  },
  {
    id: 'resource-without-bar',
    weight: 'strong',
    title: 'Memory is assigned although all BARs read zero',
    why: "A VF's memory comes from the PF's VF BARs; its own BARs are zero (PCIe 6.0 §7.5.1.2.1). Enhanced Allocation looks the same, so it must be absent.",
    look: (s) => {
      if (!isType0(s) || !isPcie(s) || has(s, 'ea') || !s.barsZero) return undefined;
      const regions = assignedRegions(s);
      return regions.length > 0 ? `BARs are zero, but ${regions.join(', ')} assigned` : undefined;
    },
  },
  {
    id: 'bars-zero',
    looksAt: 'bytes',
    weight: 'supporting',
    title: 'All BARs and the Expansion ROM are zero',
    why: 'So they are in every VF as hardware shows it; also in some integrated Functions.',
    look: (s) =>
      isType0(s) && isPcie(s) && s.barsZero && s.fn.config.u32(0x30) === 0
        ? 'all six BARs and the Expansion ROM read 0'
        : undefined,
  },
  {
    id: 'no-interrupt-pin',
    looksAt: 'bytes',
    weight: 'supporting',
    title: 'Interrupt Pin and Interrupt Line are 0',
    why: 'A VF has no INTx (PCIe 6.0 §7.5.1.1.13); many MSI-only Functions have none either.',
    look: (s) =>
      isType0(s) && isPcie(s) && s.fn.config.u8(0x3d) === 0 ? 'Interrupt Pin reads 0' : undefined,
  },
  {
    id: 'device-control-zero',
    looksAt: 'bytes',
    weight: 'supporting',
    title: 'Device Control bits 14:0 are all 0',
    why: "Device Control is the PF's in a VF (PCIe 6.0 §7.5.3.4). An ordinary Function comes out of reset with some bits set.",
    look: (s) => {
      const control = s.express?.deviceControl;
      return isType0(s) && control !== undefined && (control & 0x7fff) === 0
        ? `Device Control reads ${hex4(control)}`
        : undefined;
    },
  },
  {
    id: 'link-zero',
    looksAt: 'bytes',
    weight: 'supporting',
    title: 'Link speed or width reads 0',
    why: "Link Status is the PF's in a VF. Links that are down and models without link registers read 0 too.",
    look: (s) => {
      if (!isType0(s) || s.express?.kind !== 'endpoint') return undefined;
      const status = s.express?.linkStatus;
      return status !== undefined && ((status & 0xf) === 0 || ((status >> 4) & 0x3f) === 0)
        ? `Link Status reads ${hex4(status)}`
        : undefined;
    },
  },
  {
    id: 'no-power-management',
    looksAt: 'bytes',
    weight: 'supporting',
    title: 'No Power Management capability',
    why: 'Optional in a VF, mandatory in other PCI Express Functions; some virtual devices leave it out.',
    look: (s) =>
      isType0(s) && isPcie(s) && s.view.walk.standard === 'complete' && !has(s, 'pm')
        ? 'PCI Express without Power Management'
        : undefined,
  },
  {
    id: 'reset-and-msix-only',
    looksAt: 'bytes',
    weight: 'supporting',
    title: 'Function Level Reset and MSI-X, but no MSI, INTx, Power Management, VPD or ROM',
    why: 'The usual outfit of a VF, and of lean NVMe controllers.',
    look: (s) =>
      isType0(s) &&
      s.express?.functionLevelReset === true &&
      has(s, 'msix') &&
      !has(s, 'msi') &&
      !has(s, 'pm') &&
      !has(s, 'vpd') &&
      s.fn.config.u8(0x3d) === 0 &&
      s.fn.config.u32(0x30) === 0
        ? 'FLR and MSI-X, without MSI, INTx, Power Management, VPD and ROM'
        : undefined,
  },
  {
    id: 'ari-device-number',
    weight: 'supporting',
    title: 'ARI, last in its chain, at a device number that a link does not have',
    why: 'Below a port there is only device 0; what else is there is an ARI Function or a VF. The last of many ordinary ARI Functions looks the same.',
    look: (s) =>
      isType0(s) &&
      deviceOf(s.fn.routingId) !== 0 &&
      s.view.get('ari.capability.next_function_number') === 0 &&
      !has(s, 'sriov') &&
      s.machine.bridgeAbove(s.fn)?.fn !== undefined
        ? `device ${deviceOf(s.fn.routingId)} below ${s.machine.bridgeAbove(s.fn)?.fn?.address}, Next Function Number 0`
        : undefined,
  },
  {
    id: 'ats-zero',
    looksAt: 'bytes',
    weight: 'supporting',
    title: 'ATS with Invalidate Queue Depth 0 and Smallest Translation Unit 0, without PASID and PRI',
    why: 'Both are hardwired to 0 in a VF (PCIe 6.0 §10.5.1); a queue depth of 0 can also mean 32.',
    look: (s) =>
      isType0(s) &&
      s.view.get('ats.capability.invalidate_queue_depth') === 0 &&
      s.view.get('ats.control.smallest_translation_unit') === 0 &&
      !has(s, 'pasid') &&
      !has(s, 'pri')
        ? 'ATS with queue depth 0 and STU 0, no PASID, no PRI'
        : undefined,
  },
  {
    id: 'hierarchy-id-vf-configurable',
    looksAt: 'bytes',
    weight: 'strong',
    title: 'Hierarchy ID with VF Configurable set',
    why: 'The bit has a meaning only in VFs (PCIe 6.0 §7.9.18). Very rare.',
    look: (s) =>
      s.view.read('hierarchy_id.status.vf_configurable').state === 'known' &&
      Number((s.view.read('hierarchy_id.status.vf_configurable') as { value: number | bigint }).value) ===
        1 &&
      !has(s, 'sriov')
        ? 'VF Configurable is set'
        : undefined,
  },
  {
    id: 'no-hotplug-attributes',
    looksAt: 'surroundings',
    weight: 'supporting',
    title: 'sysfs has no remove and rescan here, though elsewhere it has',
    why: 'Linux hides these attributes on VFs. A partial copy of sysfs leaves them out anywhere.',
    look: (s) =>
      s.fn.attribute('vendor') !== undefined && s.fn.attribute('remove') === undefined && factsOf(s).anyRemove
        ? 'no remove and rescan attributes'
        : undefined,
  },
  {
    id: 'wide-domain',
    weight: 'supporting',
    title: 'A domain above FFFFh',
    why: 'VMD and some hypervisors make such domains; ordinary Functions live there too, so it decides nothing.',
    look: (s) =>
      s.fn.domain > 0xffff &&
      s.vendor !== undefined &&
      s.device !== undefined &&
      isVfDeviceId(s.vendor, s.device)
        ? `domain ${s.fn.domain.toString(16)}`
        : undefined,
  },
  {
    id: 'hyperv-domain',
    weight: 'supporting',
    title: 'A synthetic 16-bit domain with one Function and a Device ID of VFs',
    why: 'Hyper-V gives each VF a domain of its own; a PF that is passed through looks the same.',
    look: (s) =>
      s.fn.domain > 0xff &&
      s.fn.domain <= 0xffff &&
      busOf(s.fn.routingId) <= 1 &&
      s.vendor !== undefined &&
      s.device !== undefined &&
      (isVfDeviceId(s.vendor, s.device) || isHyperVVfDeviceId(s.vendor, s.device)) &&
      aloneInDomain(s)
        ? `alone in domain ${id4(s.fn.domain)}`
        : undefined,
  },
  {
    id: 'zpci-domain',
    looksAt: 'surroundings',
    weight: 'supporting',
    title: 'An s390 Function alone in its domain',
    why: 'On s390 the domain is the Function’s UID: PFs and ordinary Functions are alone as well; vfn decides.',
    look: (s) =>
      s.fn.attribute('uid') !== undefined && (s.fn.stated.vfNumber?.value ?? 0) > 0 && aloneInDomain(s)
        ? `alone in domain ${id4(s.fn.domain)}`
        : undefined,
  },
  {
    id: 'sriov-capability',
    weight: 'against',
    title: 'Has the SR-IOV capability, or sysfs sriov_totalvfs',
    why: 'Only a PF has it (PCIe 6.0 §9.3.3).',
    look: (s) => {
      if (has(s, 'sriov')) return `SR-IOV at ${hex4(s.view.capability('sriov')?.entry.offset ?? 0)}`;
      return s.fn.attribute('sriov_totalvfs') !== undefined ? 'sriov_totalvfs exists' : undefined;
    },
  },
  {
    id: 'ea-capability',
    looksAt: 'bytes',
    weight: 'against',
    title: 'Has Enhanced Allocation',
    why: 'A VF must not have it (PCIe 6.0 §7.8.5), and it makes BARs read zero in ordinary Functions.',
    look: (s) => (has(s, 'ea') ? 'Enhanced Allocation' : undefined),
  },
  {
    id: 'pf-only-capability',
    looksAt: 'bytes',
    weight: 'against',
    title: 'Has a capability that a VF must not have',
    why: 'PASID, PRI, virtual channels and power budgeting live in the PF. QEMU may give a guest’s VF a PASID capability.',
    look: (s) => {
      if (!isType0(s)) return undefined;
      if (!s.view.capabilities.some(({ name }) => pfOnly.has(name))) return undefined;
      const found = [...pfOnly].filter((name) => has(s, name));
      return `has ${found.join(', ')}`;
    },
  },
  {
    id: 'cxl-device',
    looksAt: 'bytes',
    weight: 'against',
    title: 'A CXL device',
    why: 'The CXL DVSEC for devices stands in Function 0 of a CXL device, which is not a VF; it often has no INTx and an idle Device Control.',
    look: (s) => (isCxlDevice(s) ? 'DVSEC of vendor 1e98' : undefined),
  },
  {
    id: 'bridge-header',
    looksAt: 'bytes',
    weight: 'against',
    title: 'A bridge',
    why: 'A VF has a type 0 header and is an Endpoint.',
    look: (s) => (s.view.layout === 1 || s.view.layout === 2 ? `Header Type ${s.view.layout}` : undefined),
  },
  {
    id: 'ids-blanked',
    weight: 'against',
    title: 'IDs read FFFFh, but somebody blanked them',
    why: 'As hardware shows it, a VF has BARs of 0, a PCI Express capability, no pin, and a Device Control of 0. What is unlike that in two ways (all of its capabilities are one) is no VF with a fault; in a dump in which bridges or PFs read FFFFh as well, one is enough.',
    look: (s) => {
      if (!s.rawIdsFfff || !isType0(s) || !idsAreBlanked(s)) return undefined;
      const others = s.candidates.blanked ? `, and those of ${s.candidates.blanked.address} do as well` : '';
      const { header, capabilities } = unlikeVf(s);
      return `IDs read FFFFh${others}, but ${[...header, ...capabilities].join(', ')}`;
    },
  },
  {
    id: 'pin-rom-or-bars',
    looksAt: 'bytes',
    weight: 'against',
    title: 'Has an interrupt pin, a ROM or BARs',
    why: 'All are 0 in a VF as hardware shows it. A hypervisor fills BARs in, and some parts copy the ROM or the pin from the PF.',
    look: (s) => {
      if (!isType0(s) || s.rawIdsFfff || s.fn.config.end < 64) return undefined;
      const pin = s.fn.config.u8(0x3d);
      const parts = [
        ...(pin > 0 ? [`Interrupt Pin ${pin}`] : []),
        ...(s.fn.config.u32(0x30) > 0 ? ['Expansion ROM'] : []),
        ...(s.barsZero ? [] : ['BARs']),
      ];
      return parts.length > 0 ? `${parts.join(', ')} set` : undefined;
    },
  },
  {
    id: 'vf-gap',
    weight: 'supporting',
    title: 'A PF whose VFs are not all in the dump',
    why: 'Left out when the dump was taken, hidden by a hypervisor, or on buses that are not reachable. Nothing is inferred from it.',
    look: (s) => {
      const pf = s.machine.pfs.get(s.fn.key);
      return pf && pf.missing.length > 0
        ? `${pf.missing.length} of its ${pf.settings?.numVfs} VFs are not in this dump`
        : undefined;
    },
  },
];

/** What hardware does not show in a VF. */
const unlikeVf = (s: Subject): UnlikeVf => {
  s.seenInBytes.unlikeVf ??= lookForUnlike(s);
  return s.seenInBytes.unlikeVf;
};

function lookForUnlike(s: Subject): UnlikeVf {
  const { config } = s.fn;
  const status = config.u16(6);
  const pin = config.u8(0x3d);
  const control = (s.express?.deviceControl ?? 0) & 0x7fff;
  const { standard, extended } = s.view.walk;
  const header = [
    ...(s.barsZero || config.end < 0x28 ? [] : ['BARs are set']),
    ...(status >= 0 && (status & 0x10) === 0 ? ['it has no capabilities'] : []),
    ...(pin > 0 ? [`Interrupt Pin is ${pin}`] : []),
  ];
  const capabilities = [
    ...(standard === 'complete' && !isPcie(s) ? ['it is no PCI Express Function'] : []),
    ...(has(s, 'ea') ? ['it has Enhanced Allocation'] : []),
    ...(isCxlDevice(s) ? ['it is a CXL device'] : []),
    ...(control > 0 ? [`Device Control is ${hex4(control)}`] : []),
  ];
  const whole =
    standard === 'none' || (standard === 'complete' && (extended === 'complete' || extended === 'none'));
  // Some parts copy the pin from the PF, and models have a Device Control of their own.
  const isOther =
    header.some((text) => !text.startsWith('Interrupt')) || capabilities.length > (control > 0 ? 1 : 0);
  return { header, capabilities, whole, isOther };
}

/** How many ways of being unlike a VF are too many: one where bridges or PFs have lost their IDs as well. */
const tooUnlike = (s: Subject): number => (s.candidates.blanked ? 1 : 2);

/** Whether FFFFh in the IDs says nothing: see the signal of this name. */
function idsAreBlanked(s: Subject): boolean {
  const { header, capabilities } = unlikeVf(s);
  return header.length + Math.min(capabilities.length, 1) >= tooUnlike(s);
}

/** Whether they may be blanked for all that the dump shows: what is behind its end may be unlike a VF too. */
function idsMayBeBlanked(s: Subject): boolean {
  const { header, capabilities, whole } = unlikeVf(s);
  return header.length + (capabilities.length > 0 || !whole ? 1 : 0) >= tooUnlike(s);
}

/** Whether only what some VFs have as well tells it from a VF. */
export const mayBeFaultyVf = (s: Subject): boolean => !unlikeVf(s).isOther;

function claimFits(s: Subject): boolean {
  if (s.rawIdsFfff) return s.unreadable === undefined;
  // IDs that somebody blanked say nothing, and the rest looks like a VF.
  if (s.rawVendor === 0 && s.rawDevice === 0 && isType0(s) && !has(s, 'sriov'))
    return unlikeVf(s).header.length === 0 && unlikeVf(s).capabilities.length === 0;
  const settings = s.claim && s.machine.pfs.get(s.claim.pf)?.settings;
  const pf = s.claim && s.machine.byKey.get(s.claim.pf);
  return (
    settings !== undefined &&
    pf !== undefined &&
    isType0(s) &&
    !has(s, 'sriov') &&
    s.rawVendor === pf.config.u16(0) &&
    s.rawDevice === settings.vfDeviceId
  );
}

/** The same where words make the claim: what is known of the Function may not be another's. */
function statedClaimFits(s: Subject): boolean {
  if (s.fn.config.knownBytes >= 64) return claimFits(s);
  const settings = s.claim && s.machine.pfs.get(s.claim.pf)?.settings;
  const pf = s.claim && s.machine.byKey.get(s.claim.pf);
  if (!settings || !pf || s.machine.buses.of(s.fn) || s.machine.pfs.has(s.fn.key)) return false;
  const vendor = pf.config.u16(0) >= 0 ? pf.config.u16(0) : pf.stated.vendorId?.value;
  if (s.device !== undefined && settings.vfDeviceId !== null && s.device !== settings.vfDeviceId)
    return false;
  return s.vendor === undefined || vendor === undefined || vendor === s.vendor;
}

interface SnapshotFacts {
  readonly perDomain: ReadonlyMap<number, number>;
  readonly anyRemove: boolean;
}

const facts = new WeakMap<object, SnapshotFacts>();

/** What a signal needs to know of all Functions at once. */
function factsOf(s: Subject): SnapshotFacts {
  let known = facts.get(s.machine);
  if (!known) {
    const perDomain = new Map<number, number>();
    let anyRemove = false;
    for (const fn of s.machine.snapshot.functions) {
      perDomain.set(fn.domain, (perDomain.get(fn.domain) ?? 0) + 1);
      if (fn.attribute('remove') !== undefined) anyRemove = true;
    }
    known = { perDomain, anyRemove };
    facts.set(s.machine, known);
  }
  return known;
}

const aloneInDomain = (s: Subject): boolean => factsOf(s).perDomain.get(s.fn.domain) === 1;

const cxlVendor = 0x1e98;
const cxlMemory = 0x0502;

/** The class of CXL memory, or the DVSEC that a CXL device has in its Function 0. */
function isCxlDevice(s: Subject): boolean {
  if (s.fn.config.u16(0x0a) === cxlMemory) return true;
  return s.view.capabilities.some(
    ({ entry }) =>
      entry.kind === 'extended' && entry.id === 0x23 && s.fn.config.u16(entry.offset + 4) === cxlVendor,
  );
}
