import { bit, bits, defineExtended, register, repeat, vf, whole } from '../define.ts';

const presets = {
  0: 'Q0',
  1: 'Q1',
  2: 'Q2',
  3: 'Q3',
  4: 'Q4',
  5: 'Q5',
  6: 'Q6',
  7: 'Q7',
  8: 'Q8',
  9: 'Q9',
  10: 'Q10',
  rest: 'reserved',
};

export default defineExtended(() => ({
  id: 0x0039,
  name: 'phy_128gt',
  title: 'Physical Layer 128.0 GT/s',
  spec: 'PCIe 7.0 §7.7.8',
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'It belongs to the Link: in a device only Function 0 may have it.'),
  length: { field: 'pcie.link_capabilities.maximum_link_width', plus: 16 },
  registers: {
    capabilities: register(0x04, 32, '128.0 GT/s Capabilities', {
      supported_link_speeds_vector_2: bits(7, 0, 'Supported Link Speeds Vector 2', 'HwInit', {
        style: 'hex',
      }),
      lower_skp_os_generation_vector_2: bits(
        15,
        8,
        'Lower SKP OS Generation Supported Speeds Vector 2',
        'HwInit',
        { style: 'hex' },
      ),
      lower_skp_os_reception_vector_2: bits(
        23,
        16,
        'Lower SKP OS Reception Supported Speeds Vector 2',
        'HwInit',
        { style: 'hex' },
      ),
    }),
    control: whole(0x08, 32, '128.0 GT/s Control', 'RsvdP', { style: 'hex' }),
    status: register(
      0x0c,
      32,
      '128.0 GT/s Status',
      {
        equalization_complete: bit(0, 'Equalization 128.0 GT/s Complete', 'ROS', { reset: 0 }),
        equalization_phase_1_successful: bit(1, 'Equalization 128.0 GT/s Phase 1 Successful', 'ROS', {
          reset: 0,
        }),
        equalization_phase_2_successful: bit(2, 'Equalization 128.0 GT/s Phase 2 Successful', 'ROS', {
          reset: 0,
        }),
        equalization_phase_3_successful: bit(3, 'Equalization 128.0 GT/s Phase 3 Successful', 'ROS', {
          reset: 0,
        }),
        link_equalization_request: bit(4, 'Link Equalization Request 128.0 GT/s', 'RW1CS', { reset: 0 }),
        transmitter_precoding_on: bit(5, 'Transmitter Precoding On', 'RO', { reset: 0 }),
        transmitter_precode_request: bit(6, 'Transmitter Precode Request', 'RO'),
        no_equalization_needed_received: bit(7, 'No Equalization Needed Received', 'RO', { reset: 0 }),
      },
      { note: 'Laid out as that of 64.0 GT/s.' },
    ),
    lane_equalization_control: repeat(
      {
        title: 'Lane Equalization Control',
        offset: 0x10,
        count: { field: 'pcie.link_capabilities.maximum_link_width' },
        stride: 1,
      },
      register(0, 8, 'Lane Equalization Control Entry', {
        downstream_port_transmitter_preset: bits(3, 0, 'Downstream Port Transmitter Preset', 'HwInit', {
          reset: 15,
          values: presets,
        }),
        upstream_port_transmitter_preset: bits(7, 4, 'Upstream Port Transmitter Preset', 'HwInit', {
          reset: 15,
          values: presets,
        }),
      }),
    ),
  },
}));
