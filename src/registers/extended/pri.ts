import { bit, defineExtended, register, whole } from '../define.ts';
import { vf } from '../vf.ts';

const spec = { spec: 'r6/7 10.5.2; r5 9.3.7.11' } as const;
const enabled = { 'pri.control.enable': 1 };
const ats = 'Linux 6.12 and 7.2 drivers/pci/ats.c';
// While the interface is on a guest would need them, whatever they read.
const whileOn = { ...spec, inUse: [{ in: 'governing', when: enabled }] } as const;
const noneInVf = {
  text: 'Nothing is shown: a VF has no PRI capability, and vfio-pci adds none.',
  read: 'Linux 6.12 and 7.2 drivers/vfio/pci/vfio_pci_config.c, vfio_ecap_init()',
};
const notTouched = { text: 'Not touched for a VF.', read: ats };

export default defineExtended(() => ({
  id: 0x0013,
  name: 'pri',
  title: 'Page Request Interface',
  spec: 'PCIe 6.0 §10.5.2',
  aliases: { setpci: 'ECAP_PRI', linux: 'PCI_EXT_CAP_ID_PRI' },
  inVf: 'not-implemented',
  vf: vf(
    'shared-in-pf',
    null,
    'The PF has one interface, which all its VFs use; no VF has this capability.',
    spec,
  ),
  length: 0x10,
  macros: {
    '': 'PCI_EXT_CAP_PRI_SIZEOF',
  },
  registers: {
    control: register(
      0x04,
      16,
      'Page Request Control',
      {
        enable: bit(0, 'Enable', 'RW', {
          reset: 0,
          linux: 'PCI_PRI_CTRL_ENABLE',
          vf: vf(
            'shared-in-pf',
            1,
            'Set in the PF it lets every VF send page requests; the IOMMU can refuse those of one VF.',
            {
              ...whileOn,
              software: {
                linux: {
                  text: 'pci_enable_pri() on a VF succeeds when the PF has it enabled, and writes nothing. iommufd attaches no VF to a page table that reports faults: 6.12 refuses every VF, 7.1 and 7.2 those whose PF has PRI.',
                  read: `${ats}; 6.12 drivers/iommu/iommufd/fault.c, iommufd_fault_iopf_enable(); 7.1 and 7.2 drivers/iommu/iommufd/device.c, iommufd_hwpt_compatible_device()`,
                },
                vfio: noneInVf,
              },
            },
          ),
        }),
        reset: bit(1, 'Reset', 'RW', {
          reset: 0,
          linux: 'PCI_PRI_CTRL_RESET',
          vf: vf(
            'shared-in-pf',
            3,
            'Drops the outstanding page requests of the PF and of all its VFs: it cannot be done for one guest. Software alone cannot promise what it promises either.',
            {
              ...whileOn,
              software: {
                linux: { text: 'pci_reset_pri() on a VF does nothing and reports success.', read: ats },
                vfio: noneInVf,
              },
            },
          ),
          note: 'Reads 0; works only while Enable is 0.',
        }),
      },
      { linux: 'PCI_PRI_CTRL', spec: 'PCIe 6.0 §10.5.2.2' },
    ),
    status: register(
      0x06,
      16,
      'Page Request Status',
      {
        response_failure: bit(0, 'Response Failure', 'RW1C', {
          reset: 0,
          linux: 'PCI_PRI_STATUS_RF',
          vf: vf(
            'shared-in-pf',
            3,
            'A failure response to one VF stops the interface of all; clearing it clears it for all.',
            { ...whileOn, software: { linux: notTouched, vfio: noneInVf } },
          ),
        }),
        unexpected_prg_index: bit(1, 'Unexpected Page Request Group Index', 'RW1C', {
          reset: 0,
          linux: 'PCI_PRI_STATUS_UPRGI',
          vf: vf('shared-in-pf', 3, 'Set by any VF; clearing it clears it for all.', {
            ...whileOn,
            software: { linux: notTouched, vfio: noneInVf },
          }),
        }),
        stopped: bit(8, 'Stopped', 'RO', {
          reset: 1,
          linux: 'PCI_PRI_STATUS_STOPPED',
          vf: vf(
            'shared-in-pf',
            3,
            'Says, once Enable is 0, that the PF and all its VFs have no page request outstanding; whether one VF has cannot be seen.',
            {
              ...spec,
              // Without meaning while Enable is 1, and of no use to anybody while it is 0.
              inUse: [],
              means: { in: 'governing', when: enabled, text: 'without meaning while Enable is 1' },
              software: {
                linux: {
                  text: 'pci_disable_pri() on a VF does nothing; nothing waits for Stopped.',
                  read: ats,
                },
                vfio: noneInVf,
              },
            },
          ),
          note: 'Without meaning while Enable is 1.',
        }),
        prg_response_pasid_required: bit(15, 'PRG Response PASID Required', 'RO', {
          linux: 'PCI_PRI_STATUS_PASID',
          vf: vf('shared-in-pf', 2, 'Read-only: a guest can be shown the same value.', {
            ...whileOn,
            software: {
              linux: { text: "pci_prg_resp_pasid_required() of a VF reads the PF's.", read: ats },
              vfio: noneInVf,
            },
          }),
        }),
      },
      { linux: 'PCI_PRI_STATUS', spec: 'PCIe 6.0 §10.5.2.3' },
    ),
    outstanding_capacity: whole(0x08, 32, 'Outstanding Page Request Capacity', 'RO', {
      unit: { label: 'requests' },
      linux: 'PCI_PRI_MAX_REQ',
      spec: 'PCIe 6.0 §10.5.2.4',
      vf: vf('shared-in-pf', 2, 'One pool for the PF and all its VFs: a guest can be shown a share.', {
        ...whileOn,
        software: { linux: notTouched, vfio: noneInVf },
      }),
    }),
    outstanding_allocation: whole(0x0c, 32, 'Outstanding Page Request Allocation', 'RW', {
      reset: 0,
      unit: { label: 'requests' },
      linux: 'PCI_PRI_ALLOC_REQ',
      spec: 'PCIe 6.0 §10.5.2.5',
      vf: vf('shared-in-pf', 2, 'Set by the host for the whole pool; one VF can starve the others.', {
        ...whileOn,
        software: {
          linux: {
            text: 'pci_enable_pri() writes it in the PF alone, with the number that the IOMMU driver asks for.',
            read: ats,
          },
          vfio: noneInVf,
        },
      }),
    }),
  },
}));
