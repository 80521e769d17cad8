import { bit, bits, defineHeader, register, repeat, vf, whole } from '../define.ts';
import { everyType, everyTypeMacros } from './every-type.ts';
import { interruptPins, secondaryStatus } from './shared-fields.ts';

const address = { style: 'address' } as const;
const ioAddress = {
  addressing: bits(1, 0, 'I/O Addressing Capability', 'RO', {
    values: { 0: '16-bit', 1: '32-bit', rest: 'reserved' },
  }),
  address: bits(31, 2, 'I/O Address', 'RW', {
    ...address,
    unit: { label: 'bytes', times: 4 },
    linux: 'PCI_CB_IO_RANGE_MASK',
  }),
};

export default defineHeader(() => ({
  id: 2,
  title: 'Type 2 header (CardBus bridge)',
  spec: 'PC Card Standard 8.0 §4.5',
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'A VF has a type 0 header.'),
  length: 0x48,
  macros: {
    ...everyTypeMacros,
    'header_type.layout': 'PCI_HEADER_TYPE_CARDBUS=2',
    'memory_window[n].base': 'PCI_CB_MEMORY_BASE_1',
    'memory_window[n].limit': 'PCI_CB_MEMORY_LIMIT_1',
    'io_window[n].base': 'PCI_CB_IO_BASE_0_HI PCI_CB_IO_BASE_1 PCI_CB_IO_BASE_1_HI',
    'io_window[n].limit': 'PCI_CB_IO_LIMIT_0_HI PCI_CB_IO_LIMIT_1 PCI_CB_IO_LIMIT_1_HI',
  },
  registers: {
    ...everyType,
    base_address: repeat(
      { title: 'Base Address Registers', offset: 0x10, count: 1, stride: 4 },
      whole(0, 32, 'Socket/ExCA Base Address', 'RW', {
        ...address,
        linux: 'PCI_BASE_ADDRESS_0',
        note: 'Registers of the socket and of the 16-bit controller, 4 KiB of memory.',
      }),
    ),
    capabilities_pointer: whole(0x14, 8, 'Capabilities Pointer', 'RO', {
      style: 'hex',
      linux: 'PCI_CB_CAPABILITY_LIST',
      setpci: 'CB_CAPABILITIES',
    }),
    secondary_status: register(0x16, 16, 'Secondary Status', secondaryStatus, {
      linux: 'PCI_CB_SEC_STATUS',
      setpci: 'CB_SEC_STATUS',
    }),
    primary_bus_number: whole(0x18, 8, 'PCI Bus Number', 'RW', {
      style: 'hex',
      linux: 'PCI_CB_PRIMARY_BUS',
      setpci: 'CB_BUS_NUMBER',
    }),
    secondary_bus_number: whole(0x19, 8, 'CardBus Bus Number', 'RW', {
      style: 'hex',
      linux: 'PCI_CB_CARD_BUS',
      setpci: 'CB_CARDBUS_NUMBER',
    }),
    subordinate_bus_number: whole(0x1a, 8, 'Subordinate Bus Number', 'RW', {
      style: 'hex',
      linux: 'PCI_CB_SUBORDINATE_BUS',
      setpci: 'CB_SUBORDINATE_BUS',
    }),
    secondary_latency_timer: whole(0x1b, 8, 'CardBus Latency Timer', 'RW', {
      linux: 'PCI_CB_LATENCY_TIMER',
      setpci: 'CB_CARDBUS_LATENCY',
    }),
    memory_window: repeat(
      { title: 'Memory Windows', offset: 0x1c, count: 2, stride: 8 },
      {
        base: whole(0, 32, 'Memory Base', 'RW', { ...address, linux: 'PCI_CB_MEMORY_BASE_0' }),
        limit: whole(4, 32, 'Memory Limit', 'RW', { ...address, linux: 'PCI_CB_MEMORY_LIMIT_0' }),
      },
    ),
    io_window: repeat(
      { title: 'I/O Windows', offset: 0x2c, count: 2, stride: 8 },
      {
        base: register(0, 32, 'I/O Base', ioAddress, { linux: 'PCI_CB_IO_BASE_0' }),
        limit: register(4, 32, 'I/O Limit', ioAddress, { linux: 'PCI_CB_IO_LIMIT_0' }),
      },
    ),
    interrupt_line: whole(0x3c, 8, 'Interrupt Line', 'RW', {
      linux: 'PCI_INTERRUPT_LINE',
      setpci: 'INTERRUPT_LINE',
    }),
    interrupt_pin: whole(0x3d, 8, 'Interrupt Pin', 'RO', {
      values: interruptPins,
      linux: 'PCI_INTERRUPT_PIN',
      setpci: 'INTERRUPT_PIN',
    }),
    bridge_control: register(
      0x3e,
      16,
      'Bridge Control',
      {
        parity_error_response_enable: bit(0, 'Parity Error Response Enable', 'RW', {
          linux: 'PCI_CB_BRIDGE_CTL_PARITY',
        }),
        serr_enable: bit(1, 'SERR# Enable', 'RW', { linux: 'PCI_CB_BRIDGE_CTL_SERR' }),
        isa_enable: bit(2, 'ISA Enable', 'RW', { linux: 'PCI_CB_BRIDGE_CTL_ISA' }),
        vga_enable: bit(3, 'VGA Enable', 'RW', { linux: 'PCI_CB_BRIDGE_CTL_VGA' }),
        master_abort_mode: bit(5, 'Master Abort Mode', 'RW', { linux: 'PCI_CB_BRIDGE_CTL_MASTER_ABORT' }),
        cardbus_reset: bit(6, 'CardBus Reset', 'RW', { linux: 'PCI_CB_BRIDGE_CTL_CB_RESET' }),
        interrupt_16bit: bit(7, '16-bit Interrupt Enable', 'RW', { linux: 'PCI_CB_BRIDGE_CTL_16BIT_INT' }),
        prefetch_memory_0: bit(8, 'Memory 0 Prefetch Enable', 'RW', {
          linux: 'PCI_CB_BRIDGE_CTL_PREFETCH_MEM0',
        }),
        prefetch_memory_1: bit(9, 'Memory 1 Prefetch Enable', 'RW', {
          linux: 'PCI_CB_BRIDGE_CTL_PREFETCH_MEM1',
        }),
        write_posting_enable: bit(10, 'Write Posting Enable', 'RW', {
          linux: 'PCI_CB_BRIDGE_CTL_POST_WRITES',
        }),
      },
      { linux: 'PCI_CB_BRIDGE_CONTROL', setpci: 'BRIDGE_CONTROL' },
    ),
    subsystem_vendor_id: whole(0x40, 16, 'Subsystem Vendor ID', 'RO', {
      style: 'id',
      linux: 'PCI_CB_SUBSYSTEM_VENDOR_ID',
      setpci: 'CB_SUBSYSTEM_VENDOR_ID',
    }),
    subsystem_id: whole(0x42, 16, 'Subsystem ID', 'RO', {
      style: 'id',
      linux: 'PCI_CB_SUBSYSTEM_ID',
      setpci: 'CB_SUBSYSTEM_ID',
    }),
    legacy_mode_base: register(
      0x44,
      32,
      'PC Card 16-bit Legacy Mode Base',
      {
        is_io: bit(0, 'I/O Space Indicator', 'RO'),
        address: bits(31, 1, 'Legacy Mode Base Address', 'RW', {
          style: 'address',
          unit: { label: 'bytes', times: 2 },
        }),
      },
      { linux: 'PCI_CB_LEGACY_MODE_BASE', setpci: 'CB_LEGACY_MODE_BASE' },
    ),
  },
}));
