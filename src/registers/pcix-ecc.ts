import { bit, bits } from './define.ts';

/** ECC Control and Status of PCI-X 2.0, which devices and bridges have at different places. */
export const eccStatus = {
  additional_correctable_error: bit(2, 'Additional Correctable ECC Error', 'RW1C', { reset: 0 }),
  additional_uncorrectable_error: bit(3, 'Additional Uncorrectable ECC Error', 'RW1C', { reset: 0 }),
  error_phase: bits(6, 4, 'ECC Error Phase', 'RW1C', {
    reset: 0,
    values: {
      0: 'no error',
      1: 'first 32 bits of the address',
      2: 'second 32 bits of the address',
      3: 'attribute',
      4: '16 or 32 bits of data',
      5: '64 bits of data',
      rest: 'reserved',
    },
  }),
  error_corrected: bit(7, 'ECC Error Corrected', 'RO'),
  syndrome: bits(15, 8, 'Syndrome', 'RO', { style: 'hex' }),
  first_command: bits(19, 16, 'Error First Command', 'RO', { style: 'hex' }),
  second_command: bits(23, 20, 'Error Second Command', 'RO', { style: 'hex' }),
  upper_attributes: bits(27, 24, 'Error Upper Attributes', 'RO', { style: 'hex' }),
  control_update_enable: bit(28, 'ECC Control Update Enable', 'RW'),
  disable_single_bit_correction: bit(30, 'Disable Single-Bit-Error Correction', 'RW', { reset: 0 }),
  mode: bit(31, 'ECC Mode', 'RW', { values: { 0: 'parity', 1: 'ECC' } }),
};
