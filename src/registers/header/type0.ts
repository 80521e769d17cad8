import { defineHeader, register, repeat, vf, whole } from '../define.ts';
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
      vf: vf(
        'independent',
        null,
        "May differ from the PF's. Linux reads it from VF 1 and shows it for all VFs of a PF.",
      ),
    }),
    expansion_rom: register(0x30, 32, 'Expansion ROM Base Address', expansionRom, {
      linux: 'PCI_ROM_ADDRESS',
      setpci: 'ROM_ADDRESS',
      spec: 'PCIe 6.0 §7.5.1.2.4',
      vf: vf('hardwired-zero', 2, "A VF has no ROM of its own; a hypervisor may present the PF's."),
    }),
    capabilities_pointer: whole(0x34, 8, 'Capabilities Pointer', 'RO', {
      style: 'hex',
      linux: 'PCI_CAPABILITY_LIST',
      setpci: 'CAPABILITIES',
      spec: 'PCIe 6.0 §7.5.1.1.11',
      vf: vf('independent', null, 'Each VF has its own list, with PCI Express in it.'),
    }),
    interrupt_line: whole(0x3c, 8, 'Interrupt Line', 'RW', {
      linux: 'PCI_INTERRUPT_LINE',
      setpci: 'INTERRUPT_LINE',
      spec: 'PCIe 6.0 §7.5.1.1.12',
      vf: vf('hardwired-zero', null, 'A VF has no INTx; vfio keeps what the guest writes.'),
    }),
    interrupt_pin: whole(0x3d, 8, 'Interrupt Pin', 'RO', {
      values: interruptPins,
      linux: 'PCI_INTERRUPT_PIN',
      setpci: 'INTERRUPT_PIN',
      spec: 'PCIe 6.0 §7.5.1.1.13',
      vf: vf('hardwired-zero', null, 'A VF has no INTx; vfio shows 0 whatever the bytes say.'),
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
