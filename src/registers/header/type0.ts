import { bit, bits, defineHeader, register, repeat, vf, whole } from '../define.ts';
import { everyType } from './every-type.ts';

const noIntx = vf('hardwired-zero', null, 'A VF has no INTx; vfio shows 0 whatever the bytes say.');

export default defineHeader({
  id: 0,
  title: 'Type 0 header',
  spec: 'PCIe 6.0 §7.5.1.2',
  inVf: 'own',
  length: 0x40,
  registers: {
    ...everyType,
    base_address: repeat(
      { title: 'Base Address Registers', offset: 0x10, count: 6, stride: 4, spec: 'PCIe 6.0 §7.5.1.2.1' },
      whole(0, 32, 'Base Address Register', 'RW', {
        style: 'address',
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
    expansion_rom: register(
      0x30,
      32,
      'Expansion ROM Base Address',
      {
        enable: bit(0, 'Expansion ROM Enable', 'RW', {
          reset: 0,
          linux: 'PCI_ROM_ADDRESS_ENABLE',
          vf: noRom(),
        }),
        validation_status: bits(3, 1, 'Expansion ROM Validation Status', 'HwInit', {
          values: {
            0: 'not supported',
            1: 'in progress',
            2: 'passed, trust not tested',
            3: 'passed and trusted',
            4: 'failed: not valid',
            5: 'failed: valid, not trusted',
            rest: 'reserved',
          },
          vf: noRom(),
        }),
        validation_details: bits(7, 4, 'Expansion ROM Validation Details', 'HwInit', { vf: noRom() }),
        base_address: bits(31, 11, 'Expansion ROM Base Address', 'RW', {
          style: 'address',
          unit: { label: 'bytes', times: 2048 },
          vf: noRom(),
        }),
      },
      { linux: 'PCI_ROM_ADDRESS', setpci: 'ROM_ADDRESS', spec: 'PCIe 6.0 §7.5.1.2.4' },
    ),
    capabilities_pointer: whole(0x34, 8, 'Capabilities Pointer', 'RO', {
      style: 'hex',
      linux: 'PCI_CAPABILITY_LIST',
      spec: 'PCIe 6.0 §7.5.1.1.11',
      vf: vf('independent', null, 'Each VF has its own list, with PCI Express in it.'),
    }),
    interrupt_line: whole(0x3c, 8, 'Interrupt Line', 'RW', {
      linux: 'PCI_INTERRUPT_LINE',
      setpci: 'INTERRUPT_LINE',
      spec: 'PCIe 6.0 §7.5.1.1.12',
      vf: noIntx,
    }),
    interrupt_pin: whole(0x3d, 8, 'Interrupt Pin', 'RO', {
      values: { 0: 'none', 1: 'INTA', 2: 'INTB', 3: 'INTC', 4: 'INTD', rest: 'reserved' },
      linux: 'PCI_INTERRUPT_PIN',
      setpci: 'INTERRUPT_PIN',
      spec: 'PCIe 6.0 §7.5.1.1.13',
      vf: noIntx,
    }),
    min_gnt: whole(0x3e, 8, 'Min_Gnt', 'RO', {
      linux: 'PCI_MIN_GNT',
      setpci: 'MIN_GNT',
      vf: vf('hardwired-zero', null, 'Always 0 in a PCI Express Function.'),
    }),
    max_lat: whole(0x3f, 8, 'Max_Lat', 'RO', {
      linux: 'PCI_MAX_LAT',
      setpci: 'MAX_LAT',
      vf: vf('hardwired-zero', null, 'Always 0 in a PCI Express Function.'),
    }),
  },
});

function noRom() {
  return vf('hardwired-zero', 2, 'A VF has no ROM of its own; a hypervisor may present the PF’s.', {
    spec: 'r6 7.5.1.2.4',
  });
}
