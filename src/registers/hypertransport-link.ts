import { bit, bits, register, type When, whole } from './define.ts';
import { vf } from './vf.ts';

export const spec = 'HyperTransport 3.10';
export const aliases = { setpci: 'CAP_HT', linux: 'PCI_CAP_ID_HT' } as const;
export const notInVf = vf(
  'not-implemented-in-vf',
  null,
  'Only in HyperTransport devices: a function with it is not a VF.',
);

/** What a block with a type of five bits is; 000xxb and 001xxb are types of three bits. */
export const capabilityTypes = {
  8: 'switch',
  16: 'interrupt discovery and configuration',
  17: 'revision ID',
  18: 'UnitID clumping',
  19: 'extended configuration space access',
  20: 'address mapping',
  21: 'MSI mapping',
  22: 'DirectRoute',
  23: 'VCSet',
  24: 'error retry',
  25: 'x86 encoding',
  26: 'Gen3',
  27: 'function level extension',
  28: 'power management',
  29: 'high node count',
  rest: 'reserved',
};

/** The command register of a block that has nothing in it but its type. */
export const typeOnly = register(0x02, 16, 'Command', {
  capability_type: bits(15, 11, 'Capability Type', 'RO', { values: capabilityTypes }),
});

/** The type of the two interfaces; the other blocks have two bits more. */
export const interfaceType = bits(15, 13, 'Capability Type', 'RO', {
  values: { 0: 'slave or primary interface', 1: 'host or secondary interface', rest: 'other block' },
});

const widths = {
  0: '8 bits',
  1: '16 bits',
  2: 'reserved',
  3: '32 bits',
  4: '2 bits',
  5: '4 bits',
  6: 'reserved',
  7: 'not connected',
};

export const linkControl = {
  source_id_enable: bit(0, 'Source Identification Enable', 'RW', { reset: 0 }),
  crc_flood_enable: bit(1, 'CRC Flood Enable', 'RW', { reset: 0 }),
  crc_start_test: bit(2, 'CRC Start Test', 'RW', { reset: 0 }),
  crc_force_error: bit(3, 'CRC Force Error', 'RW', { reset: 0 }),
  link_failure: bit(4, 'Link Failure', 'RW1C'),
  initialization_complete: bit(5, 'Initialization Complete', 'RO'),
  end_of_chain: bit(6, 'End of Chain', 'RW'),
  transmitter_off: bit(7, 'Transmitter Off', 'RW'),
  crc_error: bits(11, 8, 'CRC Error', 'RW1C', { style: 'hex', members: 'byte lanes' }),
  isochronous_enable: bit(12, 'Isochronous Flow Control Enable', 'RW', { reset: 0 }),
  ldtstop_tristate_enable: bit(13, 'LDTSTOP# Tristate Enable', 'RW', { reset: 0 }),
  extended_ctl_time: bit(14, 'Extended CTL Time', 'RW', { reset: 0 }),
  addressing_64bit_enable: bit(15, '64-bit Addressing Enable', 'RW', { reset: 0 }),
};

export const linkConfiguration = {
  max_width_in: bits(2, 0, 'Max Link Width In', 'RO', { values: widths }),
  doubleword_flow_control_in: bit(3, 'Doubleword Flow Control In', 'RO'),
  max_width_out: bits(6, 4, 'Max Link Width Out', 'RO', { values: widths }),
  doubleword_flow_control_out: bit(7, 'Doubleword Flow Control Out', 'RO'),
  width_in: bits(10, 8, 'Link Width In', 'RW', { values: widths }),
  doubleword_flow_control_in_enable: bit(11, 'Doubleword Flow Control In Enable', 'RW'),
  width_out: bits(14, 12, 'Link Width Out', 'RW', { values: widths }),
  doubleword_flow_control_out_enable: bit(15, 'Doubleword Flow Control Out Enable', 'RW'),
};

export const revisionId = {
  minor: bits(4, 0, 'Minor Revision', 'RO'),
  major: bits(7, 5, 'Major Revision', 'RO'),
};

const frequencies = {
  0: '200 MHz',
  1: '300 MHz',
  2: '400 MHz',
  3: '500 MHz',
  4: '600 MHz',
  5: '800 MHz',
  6: '1000 MHz',
  7: '1200 MHz',
  8: '1400 MHz',
  9: '1600 MHz',
  10: '1800 MHz',
  11: '2000 MHz',
  12: '2200 MHz',
  13: '2400 MHz',
  14: '2600 MHz',
  15: "vendor's own",
};

export const frequencyAndError = {
  frequency: bits(3, 0, 'Link Frequency', 'RW', {
    reset: 0,
    values: frequencies,
  }),
  protocol_error: bit(4, 'Protocol Error', 'RW1C'),
  overflow_error: bit(5, 'Overflow Error', 'RW1C'),
  end_of_chain_error: bit(6, 'End of Chain Error', 'RW1C'),
  ctl_timeout: bit(7, 'CTL Timeout', 'RW', { values: { 0: '1 ms', 1: '1 s' } }),
};

export const frequencyCapability = {
  frequencies: bits(15, 0, 'Link Frequencies Supported', 'RO', {
    style: 'hex',
    members: frequencies,
  }),
};

export const features = {
  isochronous_flow_control: bit(0, 'Isochronous Flow Control Mode', 'RO'),
  ldtstop: bit(1, 'LDTSTOP#', 'RO'),
  crc_test_mode: bit(2, 'CRC Test Mode', 'RO'),
  extended_ctl_time_required: bit(3, 'Extended CTL Time Required', 'RO'),
  addressing_64bit: bit(4, '64-bit Addressing', 'RO'),
  unit_id_reorder_disable: bit(5, 'UnitID Reorder Disable', 'RW'),
  source_id_extension: bit(6, 'Source Identification Extension', 'RO'),
};

export const errorHandling = {
  protocol_error_flood_enable: bit(0, 'Protocol Error Flood Enable', 'RW', { reset: 0 }),
  overflow_error_flood_enable: bit(1, 'Overflow Error Flood Enable', 'RW', { reset: 0 }),
  protocol_error_fatal_enable: bit(2, 'Protocol Error Fatal Enable', 'RW', { reset: 0 }),
  overflow_error_fatal_enable: bit(3, 'Overflow Error Fatal Enable', 'RW', { reset: 0 }),
  end_of_chain_error_fatal_enable: bit(4, 'End of Chain Error Fatal Enable', 'RW', { reset: 0 }),
  response_error_fatal_enable: bit(5, 'Response Error Fatal Enable', 'RW', { reset: 0 }),
  crc_error_fatal_enable: bit(6, 'CRC Error Fatal Enable', 'RW', { reset: 0 }),
  system_error_fatal_enable: bit(7, 'System Error Fatal Enable', 'RW', { reset: 0 }),
  chain_fail: bit(8, 'Chain Fail', 'RO'),
  response_error: bit(9, 'Response Error', 'RW1C'),
  protocol_error_nonfatal_enable: bit(10, 'Protocol Error Nonfatal Enable', 'RW', { reset: 0 }),
  overflow_error_nonfatal_enable: bit(11, 'Overflow Error Nonfatal Enable', 'RW', { reset: 0 }),
  end_of_chain_error_nonfatal_enable: bit(12, 'End of Chain Error Nonfatal Enable', 'RW', { reset: 0 }),
  response_error_nonfatal_enable: bit(13, 'Response Error Nonfatal Enable', 'RW', { reset: 0 }),
  crc_error_nonfatal_enable: bit(14, 'CRC Error Nonfatal Enable', 'RW', { reset: 0 }),
  system_error_nonfatal_enable: bit(15, 'System Error Nonfatal Enable', 'RW', { reset: 0 }),
};

export const memoryUpper = (offset: number, title: string, when: When) =>
  whole(offset, 8, title, 'RW', { reset: 0, style: 'hex', when, note: 'Address bits 39:32.' });
