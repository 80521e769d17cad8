import { bit, bits } from '../define.ts';

export const interruptPins = { 0: 'none', 1: 'INTA', 2: 'INTB', 3: 'INTC', 4: 'INTD', rest: 'reserved' };

/** Expansion ROM Base Address, at 30h of a type 0 header and at 38h of a type 1 header. */
export const expansionRom = {
  enable: bit(0, 'Expansion ROM Enable', 'RW', { reset: 0, linux: 'PCI_ROM_ADDRESS_ENABLE' }),
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
  }),
  validation_details: bits(7, 4, 'Expansion ROM Validation Details', 'HwInit', { style: 'hex' }),
  base_address: bits(31, 11, 'Expansion ROM Base Address', 'RW', {
    style: 'address',
    unit: { label: 'bytes', times: 2048 },
    linux: 'PCI_ROM_ADDRESS_MASK',
  }),
};

/** Secondary Status of both kinds of bridges. */
export const secondaryStatus = {
  capable_66mhz: bit(5, '66 MHz Capable', 'RO', { linux: 'PCI_STATUS_66MHZ' }),
  fast_back_to_back_capable: bit(7, 'Fast Back-to-Back Transactions Capable', 'RO', {
    linux: 'PCI_STATUS_FAST_BACK',
  }),
  master_data_parity_error: bit(8, 'Master Data Parity Error', 'RW1C', {
    reset: 0,
    linux: 'PCI_STATUS_PARITY',
  }),
  devsel_timing: bits(10, 9, 'DEVSEL Timing', 'RO', {
    values: { 0: 'fast', 1: 'medium', 2: 'slow', 3: 'reserved' },
    linux: 'PCI_STATUS_DEVSEL_MASK',
  }),
  signaled_target_abort: bit(11, 'Signaled Target Abort', 'RW1C', {
    reset: 0,
    linux: 'PCI_STATUS_SIG_TARGET_ABORT',
  }),
  received_target_abort: bit(12, 'Received Target Abort', 'RW1C', {
    reset: 0,
    linux: 'PCI_STATUS_REC_TARGET_ABORT',
  }),
  received_master_abort: bit(13, 'Received Master Abort', 'RW1C', {
    reset: 0,
    linux: 'PCI_STATUS_REC_MASTER_ABORT',
  }),
  received_system_error: bit(14, 'Received System Error', 'RW1C', {
    reset: 0,
    linux: 'PCI_STATUS_SIG_SYSTEM_ERROR',
    note: 'Received, where the Status register has Signaled.',
  }),
  detected_parity_error: bit(15, 'Detected Parity Error', 'RW1C', {
    reset: 0,
    linux: 'PCI_STATUS_DETECTED_PARITY',
  }),
};
