import { bit, bits, defineExtended, register } from '../define.ts';
import { notKnownInVf, vf } from '../vf.ts';

const spec = { spec: 'r6/7 10.5.1; r5 9.3.7.8; SR-IOV1.1 3.7.4' } as const;
const ats = 'Linux 6.12 drivers/pci/ats.c';
const vfioTables = 'Linux 6.12 drivers/vfio/pci/vfio_pci_config.c';
/** The VF uses its ATS, and with it what the PF holds for it. */
const whileOn = { inUse: [{ in: 'vf', when: { 'ats.control.enable': 1 } }] } as const;
const readOnlyInGuest = {
  text: 'Shows ATS and drops what a guest writes to it.',
  read: `${vfioTables}, pci_ext_cap_length and ecap_perms: a length, no write function`,
};
const sameAsPf = vf('must-match-pf', null, 'Read-only; the same as in the PF.', spec);
const noText = notKnownInVf('no text was found that says what it is in a VF.');
const own = vf('independent', null, 'Each VF has its own.', spec);

export default defineExtended(() => ({
  id: 0x000f,
  name: 'ats',
  title: 'Address Translation Services',
  spec: 'PCIe 6.0 §10.5.1',
  aliases: { setpci: 'ECAP_ATS', linux: 'PCI_EXT_CAP_ID_ATS' },
  inVf: 'optional',
  vf: vf('independent', null, 'Each VF and its PF have their own; a VF has it only if its PF does.', spec),
  length: 8,
  macros: {
    '': 'PCI_EXT_CAP_ATS_SIZEOF',
    'capability.invalidate_queue_depth': 'PCI_ATS_CAP_QDEP() ~PCI_ATS_MAX_QDEP',
    'control.smallest_translation_unit': 'PCI_ATS_CTRL_STU() ~PCI_ATS_MIN_STU',
  },
  registers: {
    capability: register(
      0x04,
      16,
      'ATS Capability',
      {
        invalidate_queue_depth: bits(4, 0, 'Invalidate Queue Depth', 'RO', {
          unit: { label: 'requests', special: { 0: '32 requests' } },
          vf: vf(
            'shared-in-pf',
            2,
            "Hardwired to 0 in a VF, where 0 does not mean 32: all VFs draw on the PF's queue, so the invalidations of one guest can delay those of another.",
            {
              ...spec,
              ...whileOn,
              software: {
                linux: {
                  text: 'pci_ats_queue_depth() gives 0 for a VF. VT-d gauges the queue by the PF only where the IOMMU has ecap_dit (PFSID in the invalidation); AMD passes the 0 on; SMMUv3 does not use it.',
                  read: `${ats}; drivers/iommu/intel/iommu.c, intel_iommu_probe_device(); amd/iommu.c, pdev_enable_cap_ats(); arm/arm-smmu-v3/arm-smmu-v3.c`,
                },
                vfio: { text: 'Shows the 0 of the VF.', read: `${vfioTables}, vfio_direct_config_read()` },
              },
              vmm: {
                action: 'fixed',
                why: "show the PF's depth, and send no more invalidations than all guests may have together",
              },
            },
          ),
        }),
        page_aligned_request: bit(5, 'Page Aligned Request', 'RO', {
          linux: 'PCI_ATS_CAP_PAGE_ALIGNED',
          vf: sameAsPf,
        }),
        global_invalidate_supported: bit(6, 'Global Invalidate Supported', 'RO', { vf: sameAsPf }),
        relaxed_ordering_supported: bit(7, 'Relaxed Ordering Supported', 'RO', { vf: noText }),
        memory_attributes_supported: bit(8, 'ATS Memory Attributes Supported', 'RO', { vf: noText }),
      },
      { linux: 'PCI_ATS_CAP', spec: 'PCIe 6.0 §10.5.1.2' },
    ),
    control: register(
      0x06,
      16,
      'ATS Control',
      {
        smallest_translation_unit: bits(4, 0, 'Smallest Translation Unit', 'RW', {
          reset: 0,
          unit: { label: 'bytes', power: true, times: 4096 },
          vf: vf(
            'shared-in-pf',
            2,
            "Hardwired to 0 in a VF; the PF's value applies and must be set before VFs exist. Harmless as long as the guest asks for no smaller unit than the PF's; for a smaller one the host must widen invalidations to the PF's.",
            {
              ...spec,
              ...whileOn,
              software: {
                linux: {
                  text: "pci_prepare_ats() writes nothing for a VF, and pci_enable_ats() on a VF fails when the PF's unit is another.",
                  read: ats,
                },
                vfio: readOnlyInGuest,
              },
              vmm: {
                action: 'virtual',
                why: "keep what the guest writes; invalidate by the PF's unit",
              },
            },
          ),
        }),
        memory_attributes_default: bits(13, 11, 'ATS Memory Attributes Default', 'RW', { reset: 0, vf: own }),
        memory_attributes_enable: bit(14, 'ATS Memory Attributes Enable', 'RW', { reset: 0, vf: own }),
        enable: bit(15, 'ATS Enable', 'RW', {
          reset: 0,
          linux: 'PCI_ATS_CTRL_ENABLE',
          vf: vf('independent', 2, "Each VF has its own bit, and the host's IOMMU driver sets it.", {
            ...spec,
            software: {
              linux: {
                text: 'pci_enable_ats() sets it in the VF, if the PF has ATS and the same unit.',
                read: ats,
              },
              vfio: readOnlyInGuest,
            },
            vmm: {
              action: 'virtual',
              why: "keep what the guest writes; the host's IOMMU driver owns the bit",
            },
          }),
        }),
      },
      { linux: 'PCI_ATS_CTRL', spec: 'PCIe 6.0 §10.5.1.3' },
    ),
  },
}));
