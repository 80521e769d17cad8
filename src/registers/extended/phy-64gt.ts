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
  id: 0x0031,
  name: 'phy_64gt',
  title: 'Physical Layer 64.0 GT/s',
  spec: 'PCIe 6.3 §7.7.7',
  aliases: { linux: 'PCI_EXT_CAP_ID_PL_64GT' },
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'It belongs to the Link: in a device only Function 0 may have it.', {
    spec: 'r6/7 7.7.7',
  }),
  length: { field: 'pcie.link_capabilities.maximum_link_width', plus: 16 },
  macros: {
    'lane_equalization_control[n]': 'PCI_PL_64GT_LE_CTRL',
  },
  registers: {
    capabilities: whole(0x04, 32, '64.0 GT/s Capabilities', 'RsvdP', {
      style: 'hex',
      spec: 'PCIe 6.3 §7.7.7.2',
    }),
    control: whole(0x08, 32, '64.0 GT/s Control', 'RsvdP', { style: 'hex', spec: 'PCIe 6.3 §7.7.7.3' }),
    status: register(
      0x0c,
      32,
      '64.0 GT/s Status',
      {
        equalization_complete: bit(0, 'Equalization 64.0 GT/s Complete', 'ROS', { reset: 0 }),
        equalization_phase_1_successful: bit(1, 'Equalization 64.0 GT/s Phase 1 Successful', 'ROS', {
          reset: 0,
        }),
        equalization_phase_2_successful: bit(2, 'Equalization 64.0 GT/s Phase 2 Successful', 'ROS', {
          reset: 0,
        }),
        equalization_phase_3_successful: bit(3, 'Equalization 64.0 GT/s Phase 3 Successful', 'ROS', {
          reset: 0,
        }),
        link_equalization_request: bit(4, 'Link Equalization Request 64.0 GT/s', 'RW1CS', { reset: 0 }),
        transmitter_precoding_on: bit(5, 'Transmitter Precoding On', 'RO', { reset: 0 }),
        transmitter_precode_request: bit(6, 'Transmitter Precode Request', 'RO'),
        no_equalization_needed_received: bit(7, 'No Equalization Needed Received', 'RO', { reset: 0 }),
      },
      { spec: 'PCIe 6.3 §7.7.7.4' },
    ),
    lane_equalization_control: repeat(
      {
        title: 'Lane Equalization Control',
        // PCIe 6.0 names 20h in the heading, 10h in the figure; 6.3 settled on 10h. Linux took over 20h.
        offset: 0x10,
        count: { field: 'pcie.link_capabilities.maximum_link_width' },
        stride: 1,
        spec: 'PCIe 6.3 §7.7.7.5',
      },
      register(
        0,
        8,
        'Lane Equalization Control Entry',
        {
          downstream_port_transmitter_preset: bits(3, 0, 'Downstream Port Transmitter Preset', 'HwInit', {
            reset: 15,
            values: presets,
          }),
          upstream_port_transmitter_preset: bits(7, 4, 'Upstream Port Transmitter Preset', 'HwInit', {
            reset: 15,
            values: presets,
          }),
        },
        {
          note: 'PCI_PL_64GT_LE_CTRL is 20h, from a heading of PCIe 6.0; the figure there and PCIe 6.3 have 10h.',
        },
      ),
    ),
  },
}));
