import { defineHeader, register, repeat, whole } from '../define.ts';
import { vf } from '../vf.ts';
import { everyType, everyTypeMacros } from './every-type.ts';
import { expansionRom, interruptPins } from './shared-fields.ts';

const quarters = { label: 'ns', times: 250, special: { 0: 'not stated' } };

export default defineHeader(() => ({
  id: 0,
  title: 'Type 0 header',
  spec: 'PCIe 6.0 §7.5.1.2',
  inVf: 'own',
  length: 0x40,
  macros: {
    ...everyTypeMacros,
    '': 'PCI_STD_HEADER_SIZEOF',
    'header_type.layout': 'PCI_HEADER_TYPE_NORMAL=0',
    'base_address[n]':
      'PCI_BASE_ADDRESS_1 PCI_BASE_ADDRESS_2 PCI_BASE_ADDRESS_3 PCI_BASE_ADDRESS_4 PCI_BASE_ADDRESS_5 ' +
      '~PCI_STD_NUM_BARS',
  },
  registers: {
    ...everyType,
    base_address: repeat(
      { title: 'Base Address Registers', offset: 0x10, count: 6, stride: 4, spec: 'PCIe 6.0 §7.5.1.2.1' },
      whole(0, 32, 'Base Address Register', 'RW', {
        style: 'address',
        linux: 'PCI_BASE_ADDRESS_0',
        note: 'The low bits tell I/O from memory, 32 from 64 bits, and whether reads may be prefetched.',
        vf: vf(
          'hardwired-zero',
          2,
          "Always 0; the VF's memory begins at the PF's VF BAR + (VF number − 1) × its size.",
          {
            value: 'sriov.vf_bar[@]',
            software: {
              linux: {
                text: 'Computes the addresses of VF n from the VF BARs of the PF.',
                read: 'Linux 6.12 drivers/pci/iov.c, pci_iov_add_virtfn()',
              },
              vfio: {
                text: "Makes up BARs of the size and type of the PF's VF BARs; the guest's address is kept, the VF is not written.",
                read: 'Linux 6.12 drivers/vfio/pci/vfio_pci_config.c, vfio_bar_fixup()',
              },
              qemu: {
                text: 'Registers BARs of its own of that size and type, and maps them where the guest says.',
                read: 'QEMU 10.0.13 hw/vfio/pci.c, vfio_bar_register()',
              },
            },
            vmm: {
              action: 'virtual',
              why: "make up a BAR of the size and type of the PF's VF BAR, and map the VF's memory where the guest says",
              carriedOut: true,
            },
          },
        ),
      }),
    ),
    cardbus_cis_pointer: whole(0x28, 32, 'CardBus CIS Pointer', 'RO', {
      style: 'hex',
      linux: 'PCI_CARDBUS_CIS',
      setpci: 'CARDBUS_CIS',
      spec: 'PCIe 6.0 §7.5.1.2.2',
      vf: vf('hardwired-zero', null, 'Always 0 in a PCI Express Function.'),
    }),
    subsystem_vendor_id: whole(0x2c, 16, 'Subsystem Vendor ID', 'HwInit', {
      style: 'id',
      linux: 'PCI_SUBSYSTEM_VENDOR_ID',
      setpci: 'SUBSYSTEM_VENDOR_ID',
      spec: 'PCIe 6.0 §7.5.1.2.3',
      vf: vf('must-match-pf', null, 'The same in the PF and its VFs.'),
    }),
    subsystem_id: whole(0x2e, 16, 'Subsystem ID', 'HwInit', {
      style: 'id',
      linux: 'PCI_SUBSYSTEM_ID',
      setpci: 'SUBSYSTEM_ID',
      spec: 'PCIe 6.0 §7.5.1.2.3',
      vf: vf('independent', null, "May differ from the PF's.", {
        software: {
          linux: {
            text: 'Reads it in VF 1 and takes it for all VFs of the PF.',
            read: 'Linux 6.12 drivers/pci/iov.c, pci_read_vf_config_common()',
          },
        },
      }),
    }),
    expansion_rom: register(0x30, 32, 'Expansion ROM Base Address', expansionRom, {
      linux: 'PCI_ROM_ADDRESS',
      setpci: 'ROM_ADDRESS',
      spec: 'PCIe 6.0 §7.5.1.2.4',
      vf: vf(
        'hardwired-zero',
        2,
        "A VF has no ROM of its own; a hypervisor may present the PF's or an image.",
        {
          vmm: { action: 'fixed', value: 0, why: 'show no ROM, or one of the VMM' },
        },
      ),
    }),
    capabilities_pointer: whole(0x34, 8, 'Capabilities Pointer', 'RO', {
      style: 'hex',
      linux: 'PCI_CAPABILITY_LIST',
      setpci: 'CAPABILITIES',
      spec: 'PCIe 6.0 §7.5.1.1.11',
      vf: vf('independent', null, 'Each VF has its own list, with PCI Express in it.', {
        vmm: { action: 'fixed', why: 'the list that the guest is shown is the VMM’s to make' },
      }),
    }),
    interrupt_line: whole(0x3c, 8, 'Interrupt Line', 'RW', {
      linux: 'PCI_INTERRUPT_LINE',
      setpci: 'INTERRUPT_LINE',
      spec: 'PCIe 6.0 §7.5.1.1.12',
      vf: vf('hardwired-zero', null, 'A VF has no INTx.', {
        software: {
          vfio: {
            text: 'Keeps what the guest writes.',
            read: 'Linux 6.12 drivers/vfio/pci/vfio_pci_config.c, init_pci_cap_basic_perm()',
          },
        },
        vmm: { action: 'virtual', value: 0, why: 'a note of the guest’s software: keep what it writes' },
      }),
    }),
    interrupt_pin: whole(0x3d, 8, 'Interrupt Pin', 'RO', {
      values: interruptPins,
      linux: 'PCI_INTERRUPT_PIN',
      setpci: 'INTERRUPT_PIN',
      spec: 'PCIe 6.0 §7.5.1.1.13',
      vf: vf('hardwired-zero', null, 'A VF has no INTx.', {
        software: {
          linux: { text: 'Takes 0 for every VF.', read: 'Linux 6.12 drivers/pci/probe.c, pci_read_irq()' },
          vfio: {
            text: 'Shows 0, and logs a hardware bug where the VF reads another value.',
            read: 'Linux 6.12 drivers/vfio/pci/vfio_pci_config.c, vfio_config_init()',
          },
        },
      }),
    }),
    min_gnt: whole(0x3e, 8, 'Min_Gnt', 'RO', {
      unit: quarters,
      linux: 'PCI_MIN_GNT',
      setpci: 'MIN_GNT',
      spec: 'PCIe 6.0 §7.5.1.2.5',
      vf: vf('hardwired-zero', null, 'Always 0 in a PCI Express Function.'),
    }),
    max_lat: whole(0x3f, 8, 'Max_Lat', 'RO', {
      unit: quarters,
      linux: 'PCI_MAX_LAT',
      setpci: 'MAX_LAT',
      spec: 'PCIe 6.0 §7.5.1.2.5',
      vf: vf('hardwired-zero', null, 'Always 0 in a PCI Express Function.'),
    }),
  },
}));
