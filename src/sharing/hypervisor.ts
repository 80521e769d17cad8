import type { Hazard } from '../registers/vf.ts';

/** What a hypervisor can do about a shared field, and what it does today. */
export interface HypervisorNote {
  /** Paths that this is about: a field, a register or a capability. */
  readonly paths: readonly string[];
  readonly hazard: Hazard;
  /** Class 1: which control exists for one VF. 2: what the guest misses. 3: why there is no clean way. */
  readonly why: string;
  /** Linux on the host, where the VF is used as it is. */
  readonly linux: string;
  /** vfio-pci and QEMU, where a guest is given the VF. */
  readonly guest: string;
}

/**
 * Sources: Linux 6.12 drivers/pci/ats.c, drivers/pci/probe.c, drivers/vfio/pci/vfio_pci_config.c, iommufd; the mail of
 * 1 September 2020 on "PCI: Introduce flag for detached virtual functions" for the three classes.
 */
export const hypervisorNotes: readonly HypervisorNote[] = [
  {
    paths: ['pasid.control.enable'],
    hazard: 1,
    why: 'The PF’s bit lets all its VFs send PASIDs; the IOMMU decides per requester (VT-d context entry, SMMU stream table entry, AMD device table entry).',
    linux: 'pci_enable_pasid() on a VF succeeds when the PF has it enabled, and writes nothing.',
    guest: 'vfio-pci hides the capability; a virtual IOMMU may offer PASIDs of its own.',
  },
  {
    paths: [
      'pasid.control.execute_permission_enable',
      'pasid.control.privileged_mode_enable',
      'pasid.control.translated_requests_with_pasid_enable',
    ],
    hazard: 1,
    why: 'The IOMMU can deny execute and privileged requests per entry; it cannot grant what the PF’s bit withholds.',
    linux: 'The IOMMU driver of the host fixes the PF’s bits; for a VF the call changes nothing.',
    guest: 'Hidden by vfio-pci.',
  },
  {
    paths: ['pri.control.enable'],
    hazard: 1,
    why: 'With the PF’s bit set every VF may send page requests; the IOMMU can refuse those of one requester.',
    linux: 'pci_enable_pri() on a VF succeeds when the PF has it enabled, and writes nothing.',
    guest:
      'Not shown: a VF has no PRI capability of its own. iommufd refuses to attach a VF for page faults while its PF has PRI.',
  },
  {
    paths: ['pri.control.reset'],
    hazard: 3,
    why: 'A reset must drop the outstanding requests of this VF; the one bit drops those of all VFs.',
    linux: 'pci_reset_pri() on a VF does nothing and reports success.',
    guest:
      'Nothing acts on it. A guest can only wait with a time-out, or reset the VF, which does not touch the shared interface.',
  },
  {
    paths: ['pri.status.stopped'],
    hazard: 3,
    why: 'It tells of the whole interface; that one VF has nothing outstanding cannot be seen.',
    linux: 'pci_disable_pri() on a VF does nothing and never waits for Stopped.',
    guest: 'Nothing shows it.',
  },
  {
    paths: [
      'pri.status.response_failure',
      'pri.status.unexpected_prg_index',
      'pri.status.unexpected_page_request_group_index',
    ],
    hazard: 3,
    why: 'Clearing it for one VF clears it for all, and a response failure stops the interface for all.',
    linux: 'Not touched for a VF.',
    guest: 'Nothing shows it.',
  },
  {
    paths: ['pri.outstanding_capacity', 'pri.outstanding_allocation'],
    hazard: 2,
    why: 'The pool is the PF’s: a guest’s number can be stored, but another VF may use the pool up.',
    linux: 'The PF keeps the value that the host’s IOMMU driver wrote for one requester.',
    guest: 'Not shown.',
  },
  {
    paths: ['ats.control.smallest_translation_unit'],
    hazard: 2,
    why: 'Harmless as long as the guest’s unit is not smaller than the PF’s; otherwise the host must widen invalidations to the PF’s.',
    linux:
      'pci_enable_ats() on a VF fails when the PF’s unit is another; the PF’s must be set before VFs exist.',
    guest: 'vfio-pci shows ATS read-only: the guest reads 0 and its write is dropped.',
  },
  {
    paths: ['ats.capability.invalidate_queue_depth'],
    hazard: 2,
    why: 'A VF reads 0, which would mean 32; the queue is the PF’s and all VFs draw on it.',
    linux: 'pci_ats_queue_depth() gives 0 for a VF; VT-d throttles by the PF.',
    guest: 'The guest reads 0.',
  },
  {
    paths: ['header.command.memory_space_enable'],
    hazard: 2,
    why: 'VF Memory Space Enable opens all VFs at once; for one, software must unmap its memory.',
    linux: 'The bit of the VF is not used.',
    guest: 'vfio-pci keeps a bit for the guest and unmaps the BARs when it is cleared.',
  },
  {
    paths: ['header.base_address', 'header.vendor_id', 'header.device_id'],
    hazard: 2,
    why: 'What the VF reads is filled in by software from the PF.',
    linux: 'The kernel takes IDs and resources from the PF’s SR-IOV capability.',
    guest: 'vfio-pci shows real IDs and BARs of its own making.',
  },
  {
    paths: [
      'header.command.parity_error_response',
      'header.command.serr_enable',
      'pcie.device_control.correctable_error_reporting_enable',
      'pcie.device_control.non_fatal_error_reporting_enable',
      'pcie.device_control.fatal_error_reporting_enable',
      'pcie.device_control.unsupported_request_reporting_enable',
      'aer.uncorrectable_mask',
      'aer.uncorrectable_severity',
      'aer.correctable_mask',
      'aer.capabilities_and_control',
    ],
    hazard: 2,
    why: 'The PF’s setting decides which errors of the VF are reported; a guest’s own setting can only be stored.',
    linux: 'The AER driver writes the VF’s registers, and the hardware ignores it.',
    guest:
      'Writes reach the VF and are ignored; vfio tells the guest of an error by one event, without its AER status.',
  },
  {
    paths: ['aer.header_log', 'aer.tlp_prefix_log'],
    hazard: 3,
    why: 'VFs of a PF may share one log without saying so; when it is taken, a VF reads all ones.',
    linux: 'Read as it is.',
    guest: 'Read as it is.',
  },
  {
    paths: ['pcie.device_control.enable_no_snoop'],
    hazard: 1,
    why: 'The device cannot be told per VF, but the IOMMU can force snooping for one domain.',
    linux: 'The PF’s bit applies.',
    guest: 'KVM tracks whether DMA of the guest may be non-coherent.',
  },
  {
    paths: ['pcie.device_control.max_payload_size'],
    hazard: 2,
    why: 'The value of the PF, or of Function 0 of an ARI Device, is used on the link whatever the guest writes.',
    linux: 'pci_configure_mps() leaves VFs alone.',
    guest: 'vfio-pci stores what the guest writes.',
  },
  {
    paths: ['pcie.device_control.max_read_request_size'],
    hazard: 2,
    why: 'The PF’s value is used on the link whatever the guest writes.',
    linux: 'pci_configure_mps() leaves VFs alone.',
    guest: 'vfio-pci stores what the guest writes.',
  },
  {
    paths: [
      'pcie.device_control.enable_relaxed_ordering',
      'pcie.device_control_2.ido_request_enable',
      'pcie.device_control_2.ido_completion_enable',
    ],
    hazard: 2,
    why: 'A guest that clears it to get strict order is not obeyed.',
    linux: 'VFs are left alone.',
    guest: 'The write reaches the VF and is ignored.',
  },
  {
    paths: ['pcie.device_control_2.atomicop_requester_enable'],
    hazard: 2,
    why: 'Only the PF’s driver can allow AtomicOps; a guest cannot.',
    linux: 'pci_enable_atomic_ops_to_root() refuses a VF.',
    guest: 'The write reaches the VF and is ignored.',
  },
  {
    paths: ['pcie.device_control', 'pcie.device_control_2', 'ltr', 'l1_pm_substates', 'ptm'],
    hazard: 2,
    why: 'The setting of the PF or of Function 0 applies; a guest’s can be stored and has no effect.',
    linux: 'VFs are left alone.',
    guest: 'The write reaches the VF and is ignored, or the capability is hidden.',
  },
  {
    paths: [
      'pcie.link_capabilities',
      'pcie.link_capabilities_2',
      'pcie.link_control',
      'pcie.link_control_2',
      'pcie.link_status',
      'pcie.link_status_2',
    ],
    hazard: 2,
    why: 'The link is the PF’s. For a guest it is decoration: software fills it in from the PF or from the virtual slot.',
    linux: 'The link of the PF is used.',
    guest: 'QEMU fits the link registers to the virtual slot.',
  },
  {
    paths: ['vc', 'vc9', 'mfvc'],
    hazard: 2,
    why: 'The PF’s map of traffic classes to virtual channels carries the VF’s traffic.',
    linux: 'Not configured for VFs.',
    guest: 'A VF has no such capability to show.',
  },
  {
    paths: ['multicast'],
    hazard: 2,
    why: 'The window and the groups are the PF’s.',
    linux: 'Not configured for VFs.',
    guest: 'vfio-pci passes the VF’s registers through.',
  },
  {
    paths: ['dsn'],
    hazard: 2,
    why: 'The serial number is the PF’s; software can hide or repeat it.',
    linux: 'Read as it is.',
    guest: 'vfio-pci shows it read-only when the VF has it.',
  },
  {
    paths: ['ide'],
    hazard: 3,
    why: 'Keys and streams live in Function 0; the range of requesters is set so that all VFs fall into the PF’s stream. Only the trusted host can act.',
    linux: 'The host’s TSM driver binds the PF.',
    guest: 'Hidden by vfio-pci.',
  },
];

/** The note on a field: the one with the longest path that holds it. */
export function hypervisorNote(path: string): HypervisorNote | undefined {
  const plain = path.replace(/\[\d+\]/g, '');
  let best: HypervisorNote | undefined;
  let longest = 0;
  for (const note of hypervisorNotes) {
    for (const candidate of note.paths) {
      const holds = plain === candidate || plain.startsWith(`${candidate}.`);
      if (holds && candidate.length > longest) {
        best = note;
        longest = candidate.length;
      }
    }
  }
  return best;
}
