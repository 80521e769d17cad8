import { bit, bits, defineHeader, register, repeat, vf, whole } from '../define.ts';
import { everyType } from './every-type.ts';

const memoryWindow = (offset: number) => ({
  title: 'Memory Windows',
  offset,
  count: 2,
  stride: 8,
});
const address = { style: 'address' } as const;

export default defineHeader({
  id: 2,
  title: 'Type 2 header (CardBus bridge)',
  spec: 'PC Card Standard 8.0 §4.5',
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'A VF has a type 0 header.'),
  length: 0x48,
  registers: {
    ...everyType,
    base_address: repeat(
      { title: 'Base Address Registers', offset: 0x10, count: 1, stride: 4 },
      whole(0, 32, 'Socket/ExCA Base Address', 'RW', address),
    ),
    capabilities_pointer: whole(0x14, 8, 'Capabilities Pointer', 'RO', {
      style: 'hex',
      linux: 'PCI_CB_CAPABILITY_LIST',
      setpci: 'CB_CAPABILITY_LIST',
    }),
    secondary_status: register(
      0x16,
      16,
      'Secondary Status',
      {
        capable_66mhz: bit(5, '66 MHz Capable', 'RO', { linux: 'PCI_STATUS_66MHZ' }),
        fast_back_to_back_capable: bit(7, 'Fast Back-to-Back Transactions Capable', 'RO', {
          linux: 'PCI_STATUS_FAST_BACK',
        }),
        master_data_parity_error: bit(8, 'Master Data Parity Error', 'RW1C', { linux: 'PCI_STATUS_PARITY' }),
        devsel_timing: bits(10, 9, 'DEVSEL Timing', 'RO', {
          values: { 0: 'fast', 1: 'medium', 2: 'slow', 3: 'reserved' },
          linux: 'PCI_STATUS_DEVSEL_MASK',
        }),
        signaled_target_abort: bit(11, 'Signaled Target Abort', 'RW1C', {
          linux: 'PCI_STATUS_SIG_TARGET_ABORT',
        }),
        received_target_abort: bit(12, 'Received Target Abort', 'RW1C', {
          linux: 'PCI_STATUS_REC_TARGET_ABORT',
        }),
        received_master_abort: bit(13, 'Received Master Abort', 'RW1C', {
          linux: 'PCI_STATUS_REC_MASTER_ABORT',
        }),
        received_system_error: bit(14, 'Received System Error', 'RW1C', {
          linux: 'PCI_STATUS_SIG_SYSTEM_ERROR',
        }),
        detected_parity_error: bit(15, 'Detected Parity Error', 'RW1C', {
          linux: 'PCI_STATUS_DETECTED_PARITY',
        }),
      },
      { linux: 'PCI_CB_SEC_STATUS', setpci: 'CB_SEC_STATUS' },
    ),
    primary_bus_number: whole(0x18, 8, 'PCI Bus Number', 'RW', {
      style: 'hex',
      linux: 'PCI_CB_PRIMARY_BUS',
      setpci: 'CB_PRIMARY_BUS',
    }),
    secondary_bus_number: whole(0x19, 8, 'CardBus Bus Number', 'RW', {
      style: 'hex',
      linux: 'PCI_CB_CARD_BUS',
      setpci: 'CB_CARD_BUS',
    }),
    subordinate_bus_number: whole(0x1a, 8, 'Subordinate Bus Number', 'RW', {
      style: 'hex',
      linux: 'PCI_CB_SUBORDINATE_BUS',
      setpci: 'CB_SUBORDINATE_BUS',
    }),
    secondary_latency_timer: whole(0x1b, 8, 'CardBus Latency Timer', 'RW', {
      linux: 'PCI_CB_LATENCY_TIMER',
      setpci: 'CB_LATENCY_TIMER',
    }),
    memory_window: repeat(memoryWindow(0x1c), {
      base: whole(0, 32, 'Memory Base', 'RW', address),
      limit: whole(4, 32, 'Memory Limit', 'RW', address),
    }),
    io_window: repeat(
      { title: 'I/O Windows', offset: 0x2c, count: 2, stride: 8 },
      {
        base: whole(0, 32, 'I/O Base', 'RW', address),
        limit: whole(4, 32, 'I/O Limit', 'RW', address),
      },
    ),
    interrupt_line: whole(0x3c, 8, 'Interrupt Line', 'RW', {
      linux: 'PCI_INTERRUPT_LINE',
      setpci: 'INTERRUPT_LINE',
    }),
    interrupt_pin: whole(0x3d, 8, 'Interrupt Pin', 'RO', {
      values: { 0: 'none', 1: 'INTA', 2: 'INTB', 3: 'INTC', 4: 'INTD', rest: 'reserved' },
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
      { linux: 'PCI_CB_BRIDGE_CONTROL', setpci: 'CB_BRIDGE_CONTROL' },
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
});
