import { bit, bits, defineStandard, register, whole } from '../define.ts';
import { eccStatus } from '../pcix-ecc.ts';
import { vf } from '../vf.ts';

const ecc = { 'secondary_status.version': [1, 2] };

const splitStatus = (first: number) => ({
  split_completion_discarded: bit(first, 'Split Completion Discarded', 'RW1C', { reset: 0 }),
  unexpected_split_completion: bit(first + 1, 'Unexpected Split Completion', 'RW1C', { reset: 0 }),
  split_completion_overrun: bit(first + 2, 'Split Completion Overrun', 'RW1C', { reset: 0 }),
  split_request_delayed: bit(first + 3, 'Split Request Delayed', 'RW1C', { reset: 0 }),
});
const splitControl = {
  capacity: bits(15, 0, 'Split Transaction Capacity', 'RO', { unit: { label: 'ADQs' } }),
  commitment_limit: bits(31, 16, 'Split Transaction Commitment Limit', 'RW', { unit: { label: 'ADQs' } }),
};

export default defineStandard(() => ({
  id: 0x07,
  name: 'pcix_bridge',
  title: 'PCI-X Bridge',
  spec: 'PCI-X 2.0a §8.6.2',
  aliases: { setpci: 'CAP_PCIX', linux: 'PCI_CAP_ID_PCIX' },
  when: { '@header': 1 },
  inVf: 'elsewhere',
  vf: vf('not-implemented-in-vf', null, 'Only in bridges: a function with it is not a VF.'),
  length: [{ when: ecc, length: 0x20 }, { length: 0x10 }],
  macros: {
    'secondary_status.version': 'PCI_X_SSTATUS_V1=1 PCI_X_SSTATUS_V2=2',
  },
  registers: {
    secondary_status: register(
      0x02,
      16,
      'PCI-X Secondary Status',
      {
        device_64bit: bit(0, '64-bit Device', 'RO', { linux: 'PCI_X_SSTATUS_64BIT' }),
        capable_133mhz: bit(1, '133 MHz Capable', 'RO', { linux: 'PCI_X_SSTATUS_133MHZ' }),
        ...splitStatus(2),
        mode_and_frequency: bits(9, 6, 'Secondary Bus Mode and Frequency', 'RO', {
          values: {
            0: 'conventional PCI',
            1: 'Mode 1, parity, 66 MHz',
            2: 'Mode 1, parity, 100 MHz',
            3: 'Mode 1, parity, 133 MHz',
            4: 'reserved',
            5: 'Mode 1, ECC, 66 MHz',
            6: 'Mode 1, ECC, 100 MHz',
            7: 'Mode 1, ECC, 133 MHz',
            8: 'reserved',
            9: 'PCI-X 266, 66 MHz',
            10: 'PCI-X 266, 100 MHz',
            11: 'PCI-X 266, 133 MHz',
            12: 'reserved',
            13: 'PCI-X 533, 66 MHz',
            14: 'PCI-X 533, 100 MHz',
            15: 'PCI-X 533, 133 MHz',
          },
          linux: 'PCI_X_SSTATUS_FREQ',
        }),
        version: bits(13, 12, 'PCI-X Capabilities List Item Version', 'RO', {
          values: {
            0: 'without ECC',
            1: 'ECC in Mode 2 only',
            2: 'ECC in Mode 1 and Mode 2',
            3: 'reserved',
          },
          linux: 'PCI_X_SSTATUS_VERS',
        }),
        capable_266mhz: bit(14, '266 MHz Capable', 'RO', { linux: 'PCI_X_SSTATUS_266MHZ' }),
        capable_533mhz: bit(15, '533 MHz Capable', 'RO', { linux: 'PCI_X_SSTATUS_533MHZ' }),
      },
      { linux: 'PCI_X_BRIDGE_SSTATUS' },
    ),
    bridge_status: register(
      0x04,
      32,
      'PCI-X Bridge Status',
      {
        function_number: bits(2, 0, 'Function Number', 'RO'),
        device_number: bits(7, 3, 'Device Number', 'RO', { style: 'hex' }),
        bus_number: bits(15, 8, 'Bus Number', 'RO', { style: 'hex' }),
        device_64bit: bit(16, '64-bit Device', 'RO'),
        capable_133mhz: bit(17, '133 MHz Capable', 'RO'),
        ...splitStatus(18),
        device_id_messaging_capable: bit(29, 'Device ID Messaging Capable', 'RO'),
        capable_266mhz: bit(30, '266 MHz Capable', 'RO'),
        capable_533mhz: bit(31, '533 MHz Capable', 'RO'),
      },
      { linux: 'PCI_X_BRIDGE_STATUS' },
    ),
    upstream_split_transaction_control: register(
      0x08,
      32,
      'Upstream Split Transaction Control',
      splitControl,
    ),
    downstream_split_transaction_control: register(
      0x0c,
      32,
      'Downstream Split Transaction Control',
      splitControl,
    ),
    ecc_control_status: register(
      0x10,
      32,
      'ECC Control and Status',
      {
        select_secondary: bit(0, 'Select Secondary ECC Registers', 'RW', { reset: 0 }),
        error_in_other_bank: bit(1, 'Error Present in Other ECC Register Bank', 'RO'),
        ...eccStatus,
      },
      { when: ecc },
    ),
    ecc_first_address: whole(0x14, 32, 'ECC First Address', 'RO', { style: 'hex', when: ecc }),
    ecc_second_address: whole(0x18, 32, 'ECC Second Address', 'RO', { style: 'hex', when: ecc }),
    ecc_attribute: whole(0x1c, 32, 'ECC Attribute', 'RO', { style: 'hex', when: ecc }),
  },
}));
