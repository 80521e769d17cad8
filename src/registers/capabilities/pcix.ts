import { bit, bits, defineStandard, register, whole } from '../define.ts';
import { eccStatus } from '../pcix-ecc.ts';
import { vf } from '../vf.ts';

const ecc = { 'command.version': [1, 2] };
const counts = { 0: '1', 1: '2', 2: '3', 3: '4', 4: '8', 5: '12', 6: '16', 7: '32' };

export default defineStandard(() => ({
  id: 0x07,
  name: 'pcix',
  title: 'PCI-X',
  spec: 'PCI-X 2.0a §7.2',
  aliases: { setpci: 'CAP_PCIX', linux: 'PCI_CAP_ID_PCIX' },
  inVf: 'elsewhere',
  vf: vf('not-implemented-in-vf', null, 'Only in conventional PCI: a function with it is not a VF.'),
  length: [{ when: ecc, length: 0x18 }, { length: 0x08 }],
  macros: {
    '': 'PCI_CAP_PCIX_SIZEOF_V0 PCI_CAP_PCIX_SIZEOF_V1 PCI_CAP_PCIX_SIZEOF_V2',
    'command.maximum_memory_read_byte_count':
      'PCI_X_CMD_READ_512=0 PCI_X_CMD_READ_1K=1 PCI_X_CMD_READ_2K=2 PCI_X_CMD_READ_4K=3',
    'command.maximum_outstanding_split_transactions':
      'PCI_X_CMD_SPLIT_1=0 PCI_X_CMD_SPLIT_2=1 PCI_X_CMD_SPLIT_3=2 PCI_X_CMD_SPLIT_4=3 ' +
      'PCI_X_CMD_SPLIT_8=4 PCI_X_CMD_SPLIT_12=5 PCI_X_CMD_SPLIT_16=6 PCI_X_CMD_SPLIT_32=7',
    'command.version': 'PCI_X_CMD_VERSION()',
  },
  registers: {
    command: register(
      0x02,
      16,
      'PCI-X Command',
      {
        data_parity_error_recovery_enable: bit(0, 'Data Parity Error Recovery Enable', 'RW', {
          reset: 0,
          linux: 'PCI_X_CMD_DPERR_E',
        }),
        enable_relaxed_ordering: bit(1, 'Enable Relaxed Ordering', 'RW', {
          reset: 1,
          linux: 'PCI_X_CMD_ERO',
        }),
        maximum_memory_read_byte_count: bits(3, 2, 'Maximum Memory Read Byte Count', 'RW', {
          reset: 0,
          unit: { label: 'bytes', power: true, times: 512 },
          linux: 'PCI_X_CMD_MAX_READ',
        }),
        maximum_outstanding_split_transactions: bits(6, 4, 'Maximum Outstanding Split Transactions', 'RW', {
          reset: 3,
          values: counts,
          linux: 'PCI_X_CMD_MAX_SPLIT',
        }),
        version: bits(13, 12, 'PCI-X Capabilities List Item Version', 'RO', {
          values: {
            0: 'without ECC',
            1: 'ECC in Mode 2 only',
            2: 'ECC in Mode 1 and Mode 2',
            3: 'reserved',
          },
        }),
      },
      { linux: 'PCI_X_CMD' },
    ),
    status: register(
      0x04,
      32,
      'PCI-X Status',
      {
        device_function: bits(7, 0, 'Device and Function Number', 'RO', {
          style: 'hex',
          linux: 'PCI_X_STATUS_DEVFN',
        }),
        bus_number: bits(15, 8, 'Bus Number', 'RO', { style: 'hex', linux: 'PCI_X_STATUS_BUS' }),
        device_64bit: bit(16, '64-bit Device', 'RO', { linux: 'PCI_X_STATUS_64BIT' }),
        capable_133mhz: bit(17, '133 MHz Capable', 'RO', { linux: 'PCI_X_STATUS_133MHZ' }),
        split_completion_discarded: bit(18, 'Split Completion Discarded', 'RW1C', {
          reset: 0,
          linux: 'PCI_X_STATUS_SPL_DISC',
        }),
        unexpected_split_completion: bit(19, 'Unexpected Split Completion', 'RW1C', {
          reset: 0,
          linux: 'PCI_X_STATUS_UNX_SPL',
        }),
        device_complexity: bit(20, 'Device Complexity', 'RO', {
          values: { 0: 'simple', 1: 'bridge' },
          linux: 'PCI_X_STATUS_COMPLEX',
        }),
        designed_maximum_memory_read_byte_count: bits(
          22,
          21,
          'Designed Maximum Memory Read Byte Count',
          'RO',
          {
            unit: { label: 'bytes', power: true, times: 512 },
            linux: 'PCI_X_STATUS_MAX_READ',
          },
        ),
        designed_maximum_outstanding_split_transactions: bits(
          25,
          23,
          'Designed Maximum Outstanding Split Transactions',
          'RO',
          { values: counts, linux: 'PCI_X_STATUS_MAX_SPLIT' },
        ),
        designed_maximum_cumulative_read_size: bits(28, 26, 'Designed Maximum Cumulative Read Size', 'RO', {
          unit: { label: 'bytes', power: true, times: 1024 },
          linux: 'PCI_X_STATUS_MAX_CUM',
        }),
        received_split_completion_error_message: bit(29, 'Received Split Completion Error Message', 'RW1C', {
          reset: 0,
          linux: 'PCI_X_STATUS_SPL_ERR',
        }),
        capable_266mhz: bit(30, '266 MHz Capable', 'RO', { linux: 'PCI_X_STATUS_266MHZ' }),
        capable_533mhz: bit(31, '533 MHz Capable', 'RO', { linux: 'PCI_X_STATUS_533MHZ' }),
      },
      { linux: 'PCI_X_STATUS' },
    ),
    ecc_control_status: register(0x08, 32, 'ECC Control and Status', eccStatus, {
      when: ecc,
      linux: 'PCI_X_ECC_CSR',
    }),
    ecc_first_address: whole(0x0c, 32, 'ECC First Address', 'RO', { style: 'hex', when: ecc }),
    ecc_second_address: whole(0x10, 32, 'ECC Second Address', 'RO', { style: 'hex', when: ecc }),
    ecc_attribute: whole(0x14, 32, 'ECC Attribute', 'RO', { style: 'hex', when: ecc }),
  },
}));
