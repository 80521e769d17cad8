import { bit, bits, defineExtended, register, repeat, whole } from '../define.ts';
import { vf } from '../vf.ts';

const presets = {
  0: 'P0',
  1: 'P1',
  2: 'P2',
  3: 'P3',
  4: 'P4',
  5: 'P5',
  6: 'P6',
  7: 'P7',
  8: 'P8',
  9: 'P9',
  10: 'P10',
  rest: 'reserved',
};
const mismatch = {
  reset: 0,
  style: 'hex',
  members: 'lanes',
  note: 'For 16 GT/s and every higher speed.',
} as const;

export default defineExtended(() => ({
  id: 0x0026,
  name: 'phy_16gt',
  title: 'Physical Layer 16.0 GT/s',
  spec: 'PCIe 6.0 §7.7.5',
  aliases: { setpci: 'ECAP_16GT', linux: 'PCI_EXT_CAP_ID_PL_16GT' },
  inVf: 'elsewhere',
  vf: vf('not-implemented-in-vf', null, 'It belongs to the Link: in a device only Function 0 may have it.', {
    spec: 'r6/7 7.7.5',
  }),
  length: { field: 'pcie.link_capabilities.maximum_link_width', plus: 32 },
  macros: {
    'lane_equalization_control[n].upstream_port_transmitter_preset':
      'PCI_PL_16GT_LE_CTRL_USP_TX_PRESET_SHIFT',
  },
  registers: {
    capabilities: whole(0x04, 32, '16.0 GT/s Capabilities', 'RsvdP', {
      style: 'hex',
      spec: 'PCIe 6.0 §7.7.5.2',
    }),
    control: whole(0x08, 32, '16.0 GT/s Control', 'RsvdP', { style: 'hex', spec: 'PCIe 6.0 §7.7.5.3' }),
    status: register(
      0x0c,
      32,
      '16.0 GT/s Status',
      {
        equalization_complete: bit(0, 'Equalization 16.0 GT/s Complete', 'ROS', { reset: 0 }),
        equalization_phase_1_successful: bit(1, 'Equalization 16.0 GT/s Phase 1 Successful', 'ROS', {
          reset: 0,
        }),
        equalization_phase_2_successful: bit(2, 'Equalization 16.0 GT/s Phase 2 Successful', 'ROS', {
          reset: 0,
        }),
        equalization_phase_3_successful: bit(3, 'Equalization 16.0 GT/s Phase 3 Successful', 'ROS', {
          reset: 0,
        }),
        link_equalization_request: bit(4, 'Link Equalization Request 16.0 GT/s', 'RW1CS', { reset: 0 }),
      },
      { spec: 'PCIe 6.0 §7.7.5.4' },
    ),
    local_data_parity_mismatch_status: whole(0x10, 32, 'Local Data Parity Mismatch Status', 'RW1CS', {
      ...mismatch,
      spec: 'PCIe 6.0 §7.7.5.5',
    }),
    first_retimer_data_parity_mismatch_status: whole(
      0x14,
      32,
      'First Retimer Data Parity Mismatch Status',
      'RW1CS',
      { ...mismatch, spec: 'PCIe 6.0 §7.7.5.6' },
    ),
    second_retimer_data_parity_mismatch_status: whole(
      0x18,
      32,
      'Second Retimer Data Parity Mismatch Status',
      'RW1CS',
      { ...mismatch, spec: 'PCIe 6.0 §7.7.5.7' },
    ),
    lane_equalization_control: repeat(
      {
        title: 'Lane Equalization Control',
        offset: 0x20,
        count: { field: 'pcie.link_capabilities.maximum_link_width' },
        stride: 1,
        spec: 'PCIe 6.0 §7.7.5.9',
      },
      register(
        0,
        8,
        'Lane Equalization Control Entry',
        {
          downstream_port_transmitter_preset: bits(3, 0, 'Downstream Port Transmitter Preset', 'HwInit', {
            reset: 15,
            values: presets,
            linux: 'PCI_PL_16GT_LE_CTRL_DSP_TX_PRESET_MASK',
          }),
          upstream_port_transmitter_preset: bits(7, 4, 'Upstream Port Transmitter Preset', 'HwInit', {
            reset: 15,
            values: presets,
            linux: 'PCI_PL_16GT_LE_CTRL_USP_TX_PRESET_MASK',
          }),
        },
        { linux: 'PCI_PL_16GT_LE_CTRL' },
      ),
    ),
  },
}));
