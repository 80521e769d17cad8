import { bit, bits, defineHeader, register, repeat, whole } from '../define.ts';
import { vf } from '../vf.ts';
import { everyType, everyTypeMacros } from './every-type.ts';
import { expansionRom, interruptPins, secondaryStatus } from './shared-fields.ts';

const conventional = 'For bridges to conventional PCI; 0 in a PCI Express port.';
const discardTimer = { 0: '2^15 PCI clocks', 1: '2^10 PCI clocks' };
const ioType = {
  values: { 0: '16-bit', 1: '32-bit', rest: 'reserved' },
  linux: 'PCI_IO_RANGE_TYPE_MASK',
} as const;
const prefetchableType = {
  values: { 0: '32-bit', 1: '64-bit', rest: 'reserved' },
  linux: 'PCI_PREF_RANGE_TYPE_MASK',
} as const;

export default defineHeader(() => ({
  id: 1,
  title: 'Type 1 header',
  spec: 'PCIe 6.0 §7.5.1.3',
  inVf: 'elsewhere',
  vf: vf('not-implemented-in-vf', null, 'A VF has a type 0 header.'),
  length: 0x40,
  macros: {
    ...everyTypeMacros,
    '': 'PCI_STD_HEADER_SIZEOF',
    'header_type.layout': 'PCI_HEADER_TYPE_BRIDGE=1',
    'base_address[n]': 'PCI_BASE_ADDRESS_1',
    'primary_bus_number 7:0': 'PCI_PRIMARY_BUS_MASK',
    'secondary_bus_number 7:0': 'PCI_SECONDARY_BUS_MASK',
    'subordinate_bus_number 7:0': 'PCI_SUBORDINATE_BUS_MASK',
    'secondary_latency_timer 7:0': 'PCI_SEC_LATENCY_TIMER_MASK',
    'io_base.addressing': 'PCI_IO_RANGE_TYPE_16=0 PCI_IO_RANGE_TYPE_32=1',
    'io_base 7:2': 'PCI_IO_1K_RANGE_MASK',
    'memory_base 3:0': 'PCI_MEMORY_RANGE_TYPE_MASK',
    'prefetchable_memory_base.addressing': 'PCI_PREF_RANGE_TYPE_32=0 PCI_PREF_RANGE_TYPE_64=1',
  },
  registers: {
    ...everyType,
    base_address: repeat(
      { title: 'Base Address Registers', offset: 0x10, count: 2, stride: 4, spec: 'PCIe 6.0 §7.5.1.3.1' },
      whole(0, 32, 'Base Address Register', 'RW', {
        style: 'address',
        linux: 'PCI_BASE_ADDRESS_0',
        note: 'The low bits tell I/O from memory, 32 from 64 bits, and whether reads may be prefetched.',
      }),
    ),
    primary_bus_number: whole(0x18, 8, 'Primary Bus Number', 'RW', {
      reset: 0,
      style: 'hex',
      linux: 'PCI_PRIMARY_BUS',
      setpci: 'PRIMARY_BUS',
      spec: 'PCIe 6.0 §7.5.1.3.2',
    }),
    secondary_bus_number: whole(0x19, 8, 'Secondary Bus Number', 'RW', {
      reset: 0,
      style: 'hex',
      linux: 'PCI_SECONDARY_BUS',
      setpci: 'SECONDARY_BUS',
      spec: 'PCIe 6.0 §7.5.1.3.3',
    }),
    subordinate_bus_number: whole(0x1a, 8, 'Subordinate Bus Number', 'RW', {
      reset: 0,
      style: 'hex',
      linux: 'PCI_SUBORDINATE_BUS',
      setpci: 'SUBORDINATE_BUS',
      spec: 'PCIe 6.0 §7.5.1.3.4',
    }),
    secondary_latency_timer: whole(0x1b, 8, 'Secondary Latency Timer', 'RO', {
      linux: 'PCI_SEC_LATENCY_TIMER',
      setpci: 'SEC_LATENCY_TIMER',
      spec: 'PCIe 6.0 §7.5.1.3.5',
    }),
    io_base: register(
      0x1c,
      8,
      'I/O Base',
      {
        addressing: bits(3, 0, 'I/O Addressing Capability', 'RO', ioType),
        address: bits(7, 4, 'I/O Base Address 15:12', 'RW', {
          style: 'address',
          unit: { label: 'bytes', times: 0x1000 },
          linux: 'PCI_IO_RANGE_MASK',
        }),
      },
      { linux: 'PCI_IO_BASE', setpci: 'IO_BASE', spec: 'PCIe 6.0 §7.5.1.3.6' },
    ),
    io_limit: register(
      0x1d,
      8,
      'I/O Limit',
      {
        addressing: bits(3, 0, 'I/O Addressing Capability', 'RO', ioType),
        address: bits(7, 4, 'I/O Limit Address 15:12', 'RW', {
          style: 'address',
          unit: { label: 'bytes', times: 0x1000 },
          linux: 'PCI_IO_RANGE_MASK',
        }),
      },
      { linux: 'PCI_IO_LIMIT', setpci: 'IO_LIMIT', spec: 'PCIe 6.0 §7.5.1.3.6' },
    ),
    secondary_status: register(0x1e, 16, 'Secondary Status', secondaryStatus, {
      linux: 'PCI_SEC_STATUS',
      setpci: 'SEC_STATUS',
      spec: 'PCIe 6.0 §7.5.1.3.7',
    }),
    memory_base: register(
      0x20,
      16,
      'Memory Base',
      {
        address: bits(15, 4, 'Memory Base Address 31:20', 'RW', {
          style: 'address',
          unit: { label: 'bytes', times: 0x100000 },
          linux: 'PCI_MEMORY_RANGE_MASK',
        }),
      },
      { linux: 'PCI_MEMORY_BASE', setpci: 'MEMORY_BASE', spec: 'PCIe 6.0 §7.5.1.3.8' },
    ),
    memory_limit: register(
      0x22,
      16,
      'Memory Limit',
      {
        address: bits(15, 4, 'Memory Limit Address 31:20', 'RW', {
          style: 'address',
          unit: { label: 'bytes', times: 0x100000 },
          linux: 'PCI_MEMORY_RANGE_MASK',
        }),
      },
      { linux: 'PCI_MEMORY_LIMIT', setpci: 'MEMORY_LIMIT', spec: 'PCIe 6.0 §7.5.1.3.8' },
    ),
    prefetchable_memory_base: register(
      0x24,
      16,
      'Prefetchable Memory Base',
      {
        addressing: bits(3, 0, 'Prefetchable Addressing Capability', 'RO', prefetchableType),
        address: bits(15, 4, 'Prefetchable Base Address 31:20', 'RW', {
          style: 'address',
          unit: { label: 'bytes', times: 0x100000 },
          linux: 'PCI_PREF_RANGE_MASK',
        }),
      },
      { linux: 'PCI_PREF_MEMORY_BASE', setpci: 'PREF_MEMORY_BASE', spec: 'PCIe 6.0 §7.5.1.3.9' },
    ),
    prefetchable_memory_limit: register(
      0x26,
      16,
      'Prefetchable Memory Limit',
      {
        addressing: bits(3, 0, 'Prefetchable Addressing Capability', 'RO', prefetchableType),
        address: bits(15, 4, 'Prefetchable Limit Address 31:20', 'RW', {
          style: 'address',
          unit: { label: 'bytes', times: 0x100000 },
          linux: 'PCI_PREF_RANGE_MASK',
        }),
      },
      { linux: 'PCI_PREF_MEMORY_LIMIT', setpci: 'PREF_MEMORY_LIMIT', spec: 'PCIe 6.0 §7.5.1.3.9' },
    ),
    prefetchable_base_upper: whole(0x28, 32, 'Prefetchable Base Upper 32 Bits', 'RW', {
      style: 'hex',
      linux: 'PCI_PREF_BASE_UPPER32',
      setpci: 'PREF_BASE_UPPER32',
      spec: 'PCIe 6.0 §7.5.1.3.10',
    }),
    prefetchable_limit_upper: whole(0x2c, 32, 'Prefetchable Limit Upper 32 Bits', 'RW', {
      style: 'hex',
      linux: 'PCI_PREF_LIMIT_UPPER32',
      setpci: 'PREF_LIMIT_UPPER32',
      spec: 'PCIe 6.0 §7.5.1.3.10',
    }),
    io_base_upper: whole(0x30, 16, 'I/O Base Upper 16 Bits', 'RW', {
      style: 'hex',
      linux: 'PCI_IO_BASE_UPPER16',
      setpci: 'IO_BASE_UPPER16',
      spec: 'PCIe 6.0 §7.5.1.3.11',
    }),
    io_limit_upper: whole(0x32, 16, 'I/O Limit Upper 16 Bits', 'RW', {
      style: 'hex',
      linux: 'PCI_IO_LIMIT_UPPER16',
      setpci: 'IO_LIMIT_UPPER16',
      spec: 'PCIe 6.0 §7.5.1.3.11',
    }),
    capabilities_pointer: whole(0x34, 8, 'Capabilities Pointer', 'RO', {
      style: 'hex',
      linux: 'PCI_CAPABILITY_LIST',
      setpci: 'CAPABILITIES',
      spec: 'PCIe 6.0 §7.5.1.1.11',
    }),
    expansion_rom: register(0x38, 32, 'Expansion ROM Base Address', expansionRom, {
      linux: 'PCI_ROM_ADDRESS1',
      setpci: 'BRIDGE_ROM_ADDRESS',
      spec: 'PCIe 6.0 §7.5.1.3.12',
    }),
    interrupt_line: whole(0x3c, 8, 'Interrupt Line', 'RW', {
      linux: 'PCI_INTERRUPT_LINE',
      setpci: 'INTERRUPT_LINE',
      spec: 'PCIe 6.0 §7.5.1.1.12',
    }),
    interrupt_pin: whole(0x3d, 8, 'Interrupt Pin', 'RO', {
      values: interruptPins,
      linux: 'PCI_INTERRUPT_PIN',
      setpci: 'INTERRUPT_PIN',
      spec: 'PCIe 6.0 §7.5.1.1.13',
    }),
    bridge_control: register(
      0x3e,
      16,
      'Bridge Control',
      {
        parity_error_response_enable: bit(0, 'Parity Error Response Enable', 'RW', {
          reset: 0,
          linux: 'PCI_BRIDGE_CTL_PARITY',
        }),
        serr_enable: bit(1, 'SERR# Enable', 'RW', { reset: 0, linux: 'PCI_BRIDGE_CTL_SERR' }),
        isa_enable: bit(2, 'ISA Enable', 'RW', { reset: 0, linux: 'PCI_BRIDGE_CTL_ISA' }),
        vga_enable: bit(3, 'VGA Enable', 'RW', { reset: 0, linux: 'PCI_BRIDGE_CTL_VGA' }),
        vga_16bit_decode: bit(4, 'VGA 16-bit Decode', 'RW', { reset: 0 }),
        master_abort_mode: bit(5, 'Master Abort Mode', 'RO', {
          note: conventional,
          linux: 'PCI_BRIDGE_CTL_MASTER_ABORT',
        }),
        secondary_bus_reset: bit(6, 'Secondary Bus Reset', 'RW', {
          reset: 0,
          linux: 'PCI_BRIDGE_CTL_BUS_RESET',
        }),
        fast_back_to_back_enable: bit(7, 'Fast Back-to-Back Transactions Enable', 'RO', {
          linux: 'PCI_BRIDGE_CTL_FAST_BACK',
          note: conventional,
        }),
        primary_discard_timer: bit(8, 'Primary Discard Timer', 'RO', {
          values: discardTimer,
          note: conventional,
        }),
        secondary_discard_timer: bit(9, 'Secondary Discard Timer', 'RO', {
          values: discardTimer,
          note: conventional,
        }),
        discard_timer_status: bit(10, 'Discard Timer Status', 'RO', { note: conventional }),
        discard_timer_serr_enable: bit(11, 'Discard Timer SERR# Enable', 'RO', { note: conventional }),
      },
      { linux: 'PCI_BRIDGE_CONTROL', setpci: 'BRIDGE_CONTROL', spec: 'PCIe 6.0 §7.5.1.3.13' },
    ),
  },
}));
