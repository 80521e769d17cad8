import { bit, bits, register, whole } from '../define.ts';
import { type Software, vf } from '../vf.ts';

/** Class codes of the PCI Code and ID Assignment Specification. */
const baseClasses = {
  0: 'unclassified',
  1: 'mass storage',
  2: 'network',
  3: 'display',
  4: 'multimedia',
  5: 'memory',
  6: 'bridge',
  7: 'simple communication',
  8: 'base system peripheral',
  9: 'input',
  10: 'docking station',
  11: 'processor',
  12: 'serial bus',
  13: 'wireless',
  14: 'intelligent I/O',
  15: 'satellite communication',
  16: 'encryption',
  17: 'signal processing',
  18: 'processing accelerator',
  19: 'instrumentation',
  64: 'co-processor',
  255: "vendor's own",
  rest: 'reserved',
};

const pcieZero = vf('hardwired-zero', null, 'Always 0 in a PCI Express Function.');
const vfioConfig = 'Linux 6.12 and 7.2 drivers/vfio/pci/vfio_pci_config.c';
const addVirtfn = 'Linux 6.12 drivers/pci/iov.c, pci_iov_add_virtfn()';
const pfApplies = (note: string) =>
  vf('pf-value-applies', 2, note, {
    spec: 'r6 7.5.1.1.3',
    software: {
      vfio: {
        text: "Passes the write on to the VF, which ignores it; the guest reads the VF's bit back.",
        read: `${vfioConfig}, init_pci_cap_basic_perm(): Command is written, all but Interrupt Disable not virtual`,
      },
    },
  });
const readsOnes = "Reads FFFFh in a VF; the PF's Vendor ID and VF Device ID count.";
const shownIds: Software = {
  linux: { text: "Takes it from the PF's SR-IOV capability or from the PF.", read: addVirtfn },
  vfio: {
    text: 'Shows what the kernel took.',
    read: `${vfioConfig}, vfio_config_init()`,
  },
};
const ownError = vf('independent', null, 'The VF logs its own errors; what enables them is in the PF.');

/** The registers that every header type has, 00h to 0Fh. */
export const everyType = {
  vendor_id: whole(0x00, 16, 'Vendor ID', 'HwInit', {
    style: 'id',
    linux: 'PCI_VENDOR_ID',
    setpci: 'VENDOR_ID',
    spec: 'PCIe 6.0 §7.5.1.1.1',
    vf: vf('hardwired', 2, readsOnes, {
      value: 'header.vendor_id',
      software: shownIds,
    }),
  }),
  device_id: whole(0x02, 16, 'Device ID', 'HwInit', {
    style: 'id',
    linux: 'PCI_DEVICE_ID',
    setpci: 'DEVICE_ID',
    spec: 'PCIe 6.0 §7.5.1.1.2',
    vf: vf('hardwired', 2, readsOnes, {
      value: 'sriov.vf_device_id',
      software: shownIds,
    }),
  }),
  command: register(
    0x04,
    16,
    'Command',
    {
      io_space_enable: bit(0, 'I/O Space Enable', 'RW', {
        reset: 0,
        linux: 'PCI_COMMAND_IO',
        vf: vf('hardwired-zero', null, 'VFs have no I/O space.'),
      }),
      memory_space_enable: bit(1, 'Memory Space Enable', 'RW', {
        reset: 0,
        linux: 'PCI_COMMAND_MEMORY',
        vf: vf('hardwired-zero', 2, 'VF Memory Space Enable in the PF counts for all its VFs at once.', {
          value: 'sriov.control.vf_memory_space_enable',
          spec: 'r6 7.5.1.1.3, 9.3.3.3.4',
          software: {
            linux: {
              text: "Takes the memory of a VF as always on (no_command_memory); the VF's bit is not used.",
              read: addVirtfn,
            },
            vfio: {
              text: 'Keeps a bit for the guest, set at open. The BARs stay usable whatever it says, outside D3; clearing it only takes mappings away, which come back on the next access.',
              read: `${vfioConfig}, __vfio_pci_memory_enabled(), vfio_basic_config_write()`,
            },
            qemu: {
              text: "Takes the BARs out of the guest's memory map while the guest's bit is 0.",
              read: 'QEMU 10.0.13 hw/vfio/pci.c, vfio_pci_write_config(); hw/pci/pci.c, pci_update_mappings()',
            },
          },
          vmm: {
            action: 'virtual',
            value: 0,
            why: "keep a bit for the guest, and take the VF's memory out of the guest's map while it is 0",
            carriedOut: true,
          },
        }),
      }),
      bus_master_enable: bit(2, 'Bus Master Enable', 'RW', {
        reset: 0,
        linux: 'PCI_COMMAND_MASTER',
        vf: vf('independent', null, 'Own bit in each VF; gates its MSI and MSI-X too.'),
      }),
      special_cycle_enable: bit(3, 'Special Cycle Enable', 'RO', {
        linux: 'PCI_COMMAND_SPECIAL',
        vf: pcieZero,
      }),
      memory_write_and_invalidate: bit(4, 'Memory Write and Invalidate', 'RO', {
        linux: 'PCI_COMMAND_INVALIDATE',
        vf: pcieZero,
      }),
      vga_palette_snoop: bit(5, 'VGA Palette Snoop', 'RO', {
        linux: 'PCI_COMMAND_VGA_PALETTE',
        vf: pcieZero,
      }),
      parity_error_response: bit(6, 'Parity Error Response', 'RW', {
        reset: 0,
        linux: 'PCI_COMMAND_PARITY',
        vf: pfApplies("Reserved in a VF; the PF's setting applies. A guest's value can only be stored."),
      }),
      idsel_stepping: bit(7, 'IDSEL Stepping/Wait Cycle Control', 'RO', {
        linux: 'PCI_COMMAND_WAIT',
        vf: pcieZero,
      }),
      serr_enable: bit(8, 'SERR# Enable', 'RW', {
        reset: 0,
        linux: 'PCI_COMMAND_SERR',
        vf: pfApplies(
          "Reserved in a VF; the PF's setting applies. The VF still sends errors under its own Routing ID.",
        ),
      }),
      fast_back_to_back_enable: bit(9, 'Fast Back-to-Back Transactions Enable', 'RO', {
        linux: 'PCI_COMMAND_FAST_BACK',
        vf: pcieZero,
      }),
      interrupt_disable: bit(10, 'Interrupt Disable', 'RW', {
        reset: 0,
        linux: 'PCI_COMMAND_INTX_DISABLE',
        vf: vf('hardwired-zero', 2, 'A VF has no INTx that the bit could disable.', {
          software: {
            vfio: {
              text: 'Keeps the bit for the guest.',
              read: `${vfioConfig}, init_pci_cap_basic_perm()`,
            },
          },
          vmm: { action: 'virtual', value: 0, why: 'keep what the guest writes; nothing follows from it' },
        }),
      }),
    },
    { linux: 'PCI_COMMAND', setpci: 'COMMAND', spec: 'PCIe 6.0 §7.5.1.1.3' },
  ),
  status: register(
    0x06,
    16,
    'Status',
    {
      immediate_readiness: bit(0, 'Immediate Readiness', 'RO', {
        linux: 'PCI_STATUS_IMM_READY',
        vf: vf('hardwired-zero', null, "Always 0 in a VF; whether VFs are ready at once is the PF's to say."),
      }),
      interrupt_status: bit(3, 'Interrupt Status', 'RO', {
        linux: 'PCI_STATUS_INTERRUPT',
        vf: vf('hardwired-zero', null, 'A VF has no INTx.'),
      }),
      capabilities_list: bit(4, 'Capabilities List', 'RO', {
        linux: 'PCI_STATUS_CAP_LIST',
        vf: vf(
          'hardwired',
          null,
          '1 in every PCI Express Function. IDs of FFFFh with this bit readable mean a live VF.',
        ),
      }),
      capable_66mhz: bit(5, '66 MHz Capable', 'RO', { linux: 'PCI_STATUS_66MHZ', vf: pcieZero }),
      user_definable_features: bit(6, 'User Definable Features', 'RO', {
        linux: 'PCI_STATUS_UDF',
        vf: pcieZero,
        note: 'PCI 2.1 only; reserved since.',
      }),
      fast_back_to_back_capable: bit(7, 'Fast Back-to-Back Transactions Capable', 'RO', {
        linux: 'PCI_STATUS_FAST_BACK',
        vf: pcieZero,
      }),
      master_data_parity_error: bit(8, 'Master Data Parity Error', 'RW1C', {
        reset: 0,
        linux: 'PCI_STATUS_PARITY',
        vf: ownError,
      }),
      devsel_timing: bits(10, 9, 'DEVSEL Timing', 'RO', {
        values: { 0: 'fast', 1: 'medium', 2: 'slow', 3: 'reserved' },
        linux: 'PCI_STATUS_DEVSEL_MASK',
        vf: pcieZero,
      }),
      signaled_target_abort: bit(11, 'Signaled Target Abort', 'RW1C', {
        reset: 0,
        linux: 'PCI_STATUS_SIG_TARGET_ABORT',
        vf: ownError,
      }),
      received_target_abort: bit(12, 'Received Target Abort', 'RW1C', {
        reset: 0,
        linux: 'PCI_STATUS_REC_TARGET_ABORT',
        vf: ownError,
      }),
      received_master_abort: bit(13, 'Received Master Abort', 'RW1C', {
        reset: 0,
        linux: 'PCI_STATUS_REC_MASTER_ABORT',
        vf: ownError,
      }),
      signaled_system_error: bit(14, 'Signaled System Error', 'RW1C', {
        reset: 0,
        linux: 'PCI_STATUS_SIG_SYSTEM_ERROR',
        vf: ownError,
      }),
      detected_parity_error: bit(15, 'Detected Parity Error', 'RW1C', {
        reset: 0,
        linux: 'PCI_STATUS_DETECTED_PARITY',
        vf: ownError,
      }),
    },
    { linux: 'PCI_STATUS', setpci: 'STATUS', spec: 'PCIe 6.0 §7.5.1.1.4' },
  ),
  revision_id: whole(0x08, 8, 'Revision ID', 'RO', {
    style: 'hex',
    linux: 'PCI_REVISION_ID',
    setpci: 'REVISION',
    spec: 'PCIe 6.0 §7.5.1.1.5',
    vf: vf(
      'independent',
      null,
      "May differ from the PF's. Linux reads it from VF 1 and shows it for all VFs of a PF.",
    ),
  }),
  class_code: register(
    0x09,
    24,
    'Class Code',
    {
      programming_interface: bits(7, 0, 'Programming Interface', 'RO', { style: 'hex', vf: sameClass() }),
      sub_class: bits(15, 8, 'Sub-Class', 'RO', { style: 'hex', vf: sameClass() }),
      base_class: bits(23, 16, 'Base Class', 'RO', { style: 'hex', values: baseClasses, vf: sameClass() }),
    },
    { linux: 'PCI_CLASS_PROG', setpci: 'CLASS_PROG', spec: 'PCIe 6.0 §7.5.1.1.6' },
  ),
  cache_line_size: whole(0x0c, 8, 'Cache Line Size', 'RW', {
    reset: 0,
    unit: { label: 'bytes', times: 4 },
    linux: 'PCI_CACHE_LINE_SIZE',
    setpci: 'CACHE_LINE_SIZE',
    spec: 'PCIe 6.0 §7.5.1.1.7',
    vf: vf('hardwired-zero', null, 'Always 0 in a VF. Without effect in every PCI Express Function.'),
  }),
  latency_timer: whole(0x0d, 8, 'Latency Timer', 'RO', {
    linux: 'PCI_LATENCY_TIMER',
    setpci: 'LATENCY_TIMER',
    spec: 'PCIe 6.0 §7.5.1.1.8',
    vf: pcieZero,
  }),
  header_type: register(
    0x0e,
    8,
    'Header Type',
    {
      layout: bits(6, 0, 'Header Layout', 'RO', {
        values: { 0: 'Endpoint', 1: 'PCI-to-PCI bridge', 2: 'CardBus bridge', rest: 'reserved' },
        linux: 'PCI_HEADER_TYPE_MASK',
        vf: vf('hardwired-zero', null, 'Always 0 in a VF; 7Fh means that the Function did not answer.'),
      }),
      multi_function: bit(7, 'Multi-Function Device', 'RO', {
        linux: 'PCI_HEADER_TYPE_MFD',
        vf: vf('hardwired-zero', null, 'Always 0 in a VF, though some parts copy the bit of the PF.'),
      }),
    },
    { linux: 'PCI_HEADER_TYPE', setpci: 'HEADER_TYPE', spec: 'PCIe 6.0 §7.5.1.1.9' },
  ),
  bist: register(
    0x0f,
    8,
    'BIST',
    {
      completion_code: bits(3, 0, 'Completion Code', 'RO', {
        values: { 0: 'passed', rest: "vendor's own" },
        linux: 'PCI_BIST_CODE_MASK',
        vf: noBist(),
      }),
      start: bit(6, 'Start BIST', 'RW', { reset: 0, linux: 'PCI_BIST_START', vf: noBist() }),
      capable: bit(7, 'BIST Capable', 'HwInit', { linux: 'PCI_BIST_CAPABLE', vf: noBist() }),
    },
    { linux: 'PCI_BIST', setpci: 'BIST', spec: 'PCIe 6.0 §7.5.1.1.10' },
  ),
};

function sameClass() {
  return vf('must-match-pf', null, 'A PF and all its VFs have one class.', { spec: 'r6 7.5.1.1.6' });
}

function noBist() {
  return vf('hardwired-zero', null, 'VFs have no self-test.', { spec: 'r6 7.5.1.1.10' });
}

/** Macros about the registers that every header type has, base addresses among them. */
export const everyTypeMacros = {
  'status.devsel_timing': 'PCI_STATUS_DEVSEL_FAST=0 PCI_STATUS_DEVSEL_MEDIUM=1 PCI_STATUS_DEVSEL_SLOW=2',
  revision_id: 'PCI_CLASS_REVISION',
  class_code: 'PCI_CLASS_DEVICE',
  'base_address[n] 0': 'PCI_BASE_ADDRESS_SPACE PCI_BASE_ADDRESS_SPACE_IO=1 PCI_BASE_ADDRESS_SPACE_MEMORY=0',
  'base_address[n] 2:1':
    'PCI_BASE_ADDRESS_MEM_TYPE_MASK PCI_BASE_ADDRESS_MEM_TYPE_32=0 PCI_BASE_ADDRESS_MEM_TYPE_1M=1 ' +
    'PCI_BASE_ADDRESS_MEM_TYPE_64=2',
  'base_address[n] 3': 'PCI_BASE_ADDRESS_MEM_PREFETCH',
  'base_address[n] 31:4': 'PCI_BASE_ADDRESS_MEM_MASK',
  'base_address[n] 31:2': 'PCI_BASE_ADDRESS_IO_MASK',
};
