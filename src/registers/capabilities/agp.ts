import { bit, bits, defineStandard, register, whole } from '../define.ts';
import { vf } from '../vf.ts';

const agp3 = { 'status.agp_3_mode': 1 };
const agp2 = { 'status.agp_3_mode': 0 };
// Registers of the target, which is the host bridge; a graphics card does not have them.
const target3 = { 'version.major': { atLeast: 3 }, 'header.class_code.base_class': 0x06 };

export default defineStandard(() => ({
  id: 0x02,
  name: 'agp',
  title: 'Accelerated Graphics Port',
  spec: 'AGP 3.0',
  aliases: { setpci: 'CAP_AGP', linux: 'PCI_CAP_ID_AGP' },
  inVf: 'elsewhere',
  vf: vf('not-implemented-in-vf', null, 'Only in conventional PCI: a function with it is not a VF.'),
  length: [{ when: target3, length: 0x24 }, { length: 0x0c }],
  macros: {
    '': 'PCI_AGP_RFU PCI_AGP_SIZEOF',
  },
  registers: {
    version: register(
      0x02,
      8,
      'AGP Version',
      {
        minor: bits(3, 0, 'Minor Revision', 'RO'),
        major: bits(7, 4, 'Major Revision', 'RO'),
      },
      { linux: 'PCI_AGP_VERSION' },
    ),
    status: register(
      0x04,
      32,
      'AGP Status',
      {
        rate_1x: bit(0, '1x Rate', 'RO', { when: agp2, linux: 'PCI_AGP_STATUS_RATE1' }),
        rate_2x: bit(1, '2x Rate', 'RO', { when: agp2, linux: 'PCI_AGP_STATUS_RATE2' }),
        rate_4x: bit(2, '4x Rate', 'RO', { when: agp2, linux: 'PCI_AGP_STATUS_RATE4' }),
        agp_3_rate_4x: bit(0, 'AGP 3.0 4x Rate', 'RO', { when: agp3 }),
        agp_3_rate_8x: bit(1, 'AGP 3.0 8x Rate', 'RO', { when: agp3 }),
        agp_3_mode: bit(3, 'AGP 3.0 Mode', 'RO'),
        fast_writes: bit(4, 'Fast Writes', 'RO', { linux: 'PCI_AGP_STATUS_FW' }),
        over_4gb: bit(5, 'Addresses over 4 GB', 'RO', { linux: 'PCI_AGP_STATUS_64BIT' }),
        host_translation_disabled: bit(6, 'Host Translation Disabled', 'RO', { when: agp3 }),
        gart_64bit: bit(7, '64-bit GART', 'RO', { when: agp3 }),
        inside_aperture_coherent: bit(8, 'Coherent inside the Aperture', 'RO', { when: agp3 }),
        sideband_addressing: bit(9, 'Sideband Addressing', 'RO', { linux: 'PCI_AGP_STATUS_SBA' }),
        calibration_cycle: bits(12, 10, 'Calibration Cycle', 'RO', {
          when: agp3,
          values: { 0: '4 ms', 1: '16 ms', 2: '64 ms', 3: '256 ms', 7: 'not needed', rest: 'reserved' },
        }),
        optimum_request_size: bits(15, 13, 'Optimum Request Size', 'RO', {
          when: agp3,
          unit: { label: 'bytes', power: true, times: 16 },
        }),
        isochronous: bit(16, 'Isochronous Transactions', 'RO', { when: agp3 }),
        request_queue_depth: bits(31, 24, 'Request Queue Depth', 'RO', {
          unit: { label: 'requests', plus: 1 },
          linux: 'PCI_AGP_STATUS_RQ_MASK',
        }),
      },
      { linux: 'PCI_AGP_STATUS' },
    ),
    command: register(
      0x08,
      32,
      'AGP Command',
      {
        rate_1x: bit(0, 'Use 1x Rate', 'RW', { reset: 0, when: agp2, linux: 'PCI_AGP_COMMAND_RATE1' }),
        rate_2x: bit(1, 'Use 2x Rate', 'RW', { reset: 0, when: agp2, linux: 'PCI_AGP_COMMAND_RATE2' }),
        rate_4x: bit(2, 'Use 4x Rate', 'RW', { reset: 0, when: agp2, linux: 'PCI_AGP_COMMAND_RATE4' }),
        agp_3_rate_4x: bit(0, 'Use AGP 3.0 4x Rate', 'RW', { reset: 0, when: agp3 }),
        agp_3_rate_8x: bit(1, 'Use AGP 3.0 8x Rate', 'RW', { reset: 0, when: agp3 }),
        fast_write_enable: bit(4, 'Fast Write Enable', 'RW', { reset: 0, linux: 'PCI_AGP_COMMAND_FW' }),
        over_4gb_enable: bit(5, 'Over 4 GB Enable', 'RW', { reset: 0, linux: 'PCI_AGP_COMMAND_64BIT' }),
        gart_64bit_enable: bit(7, '64-bit GART Enable', 'RW', { reset: 0, when: agp3 }),
        agp_enable: bit(8, 'AGP Enable', 'RW', { reset: 0, linux: 'PCI_AGP_COMMAND_AGP' }),
        sideband_addressing_enable: bit(9, 'Sideband Addressing Enable', 'RW', {
          reset: 0,
          linux: 'PCI_AGP_COMMAND_SBA',
        }),
        calibration_cycle: bits(12, 10, 'Calibration Cycle', 'RW', {
          when: agp3,
          values: { 0: '4 ms', 1: '16 ms', 2: '64 ms', 3: '256 ms', 7: 'not needed', rest: 'reserved' },
        }),
        optimum_request_size: bits(15, 13, 'Optimum Request Size', 'RW', {
          when: agp3,
          unit: { label: 'bytes', power: true, times: 16 },
        }),
        request_queue_depth: bits(31, 24, 'Request Queue Depth', 'RW', {
          reset: 0,
          unit: { label: 'requests', plus: 1 },
          linux: 'PCI_AGP_COMMAND_RQ_MASK',
        }),
      },
      { linux: 'PCI_AGP_COMMAND' },
    ),
    isochronous_status: register(
      0x0c,
      32,
      'Isochronous Status',
      {
        latency: bits(5, 3, 'Isochronous Latency', 'RO', { unit: { label: 'periods' } }),
        payload_size: bits(7, 6, 'Isochronous Payload Size', 'RO', {
          unit: { label: 'bytes', power: true, times: 32 },
        }),
        transactions: bits(15, 8, 'Isochronous Transactions', 'RO', { unit: { label: 'transactions' } }),
        maximum_bandwidth: bits(23, 16, 'Maximum Bandwidth', 'RO', { unit: { label: 'bytes', times: 32 } }),
      },
      { when: target3 },
    ),
    control: register(
      0x10,
      32,
      'AGP Control',
      {
        gtlb_enable: bit(7, 'GTLB Enable', 'RW', { reset: 0 }),
        aperture_enable: bit(8, 'Aperture Enable', 'RW', { reset: 0 }),
        calibration_cycle_disable: bit(9, 'Calibration Cycle Disable', 'RW', { reset: 0 }),
      },
      { when: target3 },
    ),
    aperture_size: register(
      0x14,
      16,
      'Aperture Size',
      {
        size: bits(11, 0, 'Aperture Size', 'RW', {
          style: 'hex',
          note: 'A bit that is 1 makes the aperture smaller; F3Fh is 4 MiB, F00h 256 MiB.',
        }),
      },
      { when: target3 },
    ),
    page_size: register(
      0x16,
      16,
      'GART Page Size',
      {
        supported: bits(11, 0, 'Page Sizes Supported', 'RO', {
          style: 'hex',
          members: { sizesFrom: 12 },
        }),
        selected: bits(15, 12, 'Page Size Selected', 'RW', {
          unit: { label: 'bytes', power: true, times: 4096 },
        }),
      },
      { when: target3 },
    ),
    gart_base: whole(0x18, 32, 'GART Base', 'RW', { style: 'address', when: target3 }),
    gart_base_upper: whole(0x1c, 32, 'GART Base, upper half', 'RW', { style: 'hex', when: target3 }),
    isochronous_command: register(
      0x20,
      16,
      'Isochronous Command',
      {
        payload_size: bits(7, 6, 'Isochronous Payload Size', 'RW', {
          unit: { label: 'bytes', power: true, times: 32 },
        }),
        transactions: bits(15, 8, 'Isochronous Transactions', 'RW', { unit: { label: 'transactions' } }),
      },
      { when: target3 },
    ),
  },
}));
