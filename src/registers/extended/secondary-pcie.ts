import { bit, bits, defineExtended, register, repeat, vf, whole } from '../define.ts';

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
const hints = {
  0: '-6 dB',
  1: '-7 dB',
  2: '-8 dB',
  3: '-9 dB',
  4: '-10 dB',
  5: '-11 dB',
  6: '-12 dB',
  7: 'reserved',
};

export default defineExtended(() => ({
  id: 0x0019,
  name: 'secondary_pcie',
  title: 'Secondary PCI Express',
  spec: 'PCIe 6.0 §7.7.3',
  aliases: { setpci: 'ECAP_SECPCI', linux: 'PCI_EXT_CAP_ID_SECPCI' },
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'It belongs to the Link: in a device only Function 0 may have it.', {
    spec: 'r6/7 7.7.3',
  }),
  length: { field: 'pcie.link_capabilities.maximum_link_width', plus: 6, times: 2 },
  registers: {
    link_control_3: register(
      0x04,
      32,
      'Link Control 3',
      {
        perform_equalization: bit(0, 'Perform Equalization', 'RW', { reset: 0 }),
        link_equalization_request_interrupt_enable: bit(
          1,
          'Link Equalization Request Interrupt Enable',
          'RW',
          { reset: 0 },
        ),
        enable_lower_skp_os_generation_vector: bits(15, 9, 'Enable Lower SKP OS Generation Vector', 'RW', {
          reset: 0,
          style: 'hex',
          members: { 0: '2.5 GT/s', 1: '5 GT/s', 2: '8 GT/s', 3: '16 GT/s', 4: '32 GT/s' },
        }),
      },
      { spec: 'PCIe 6.0 §7.7.3.2' },
    ),
    lane_error_status: whole(0x08, 32, 'Lane Error Status', 'RW1CS', {
      reset: 0,
      style: 'hex',
      spec: 'PCIe 6.0 §7.7.3.3',
      members: 'lanes',
    }),
    lane_equalization_control: repeat(
      {
        title: 'Lane Equalization Control',
        offset: 0x0c,
        count: { field: 'pcie.link_capabilities.maximum_link_width' },
        stride: 2,
        spec: 'PCIe 6.0 §7.7.3.4',
      },
      register(
        0,
        16,
        'Lane Equalization Control Entry',
        {
          downstream_port_transmitter_preset: bits(
            3,
            0,
            'Downstream Port 8.0 GT/s Transmitter Preset',
            'HwInit',
            {
              values: presets,
            },
          ),
          downstream_port_receiver_preset_hint: bits(
            6,
            4,
            'Downstream Port 8.0 GT/s Receiver Preset Hint',
            'HwInit',
            {
              values: hints,
            },
          ),
          upstream_port_transmitter_preset: bits(
            11,
            8,
            'Upstream Port 8.0 GT/s Transmitter Preset',
            'HwInit',
            {
              values: presets,
            },
          ),
          upstream_port_receiver_preset_hint: bits(
            14,
            12,
            'Upstream Port 8.0 GT/s Receiver Preset Hint',
            'HwInit',
            {
              values: hints,
            },
          ),
        },
        { linux: 'PCI_SECPCI_LE_CTRL' },
      ),
    ),
  },
}));
