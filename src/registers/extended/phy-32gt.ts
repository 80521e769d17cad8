import { bit, bits, defineExtended, register, repeat, vf } from '../define.ts';

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
const usageModes = {
  0: 'PCI Express',
  1: 'Training Set Messages',
  2: 'Alternate Protocol Negotiation',
  rest: 'reserved',
};

export default defineExtended(() => ({
  id: 0x002a,
  name: 'phy_32gt',
  title: 'Physical Layer 32.0 GT/s',
  spec: 'PCIe 6.0 §7.7.6',
  aliases: { linux: 'PCI_EXT_CAP_ID_PL_32GT' },
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'It belongs to the Link: in a device only Function 0 may have it.', {
    spec: 'r6/7 7.7.6',
  }),
  length: { field: 'pcie.link_capabilities.maximum_link_width', plus: 32 },
  registers: {
    capabilities: register(
      0x04,
      32,
      '32.0 GT/s Capabilities',
      {
        equalization_bypass_to_highest_rate_supported: bit(
          0,
          'Equalization Bypass to Highest Rate Supported',
          'HwInit',
        ),
        no_equalization_needed_supported: bit(1, 'No Equalization Needed Supported', 'HwInit'),
        modified_ts_usage_mode_0_supported: bit(8, 'Modified TS Usage Mode 0 Supported', 'RO', {
          note: 'PCI Express.',
        }),
        modified_ts_usage_mode_1_supported: bit(9, 'Modified TS Usage Mode 1 Supported', 'HwInit', {
          note: 'Training Set Messages.',
        }),
        modified_ts_usage_mode_2_supported: bit(10, 'Modified TS Usage Mode 2 Supported', 'HwInit', {
          note: 'Alternate Protocols, such as CXL.',
        }),
        modified_ts_reserved_usage_modes: bits(15, 11, 'Modified TS Reserved Usage Modes', 'RO'),
      },
      { spec: 'PCIe 6.0 §7.7.6.2' },
    ),
    control: register(
      0x08,
      32,
      '32.0 GT/s Control',
      {
        equalization_bypass_to_highest_rate_disable: bit(
          0,
          'Equalization Bypass to Highest Rate Disable',
          'RWS',
          { reset: 0 },
        ),
        no_equalization_needed_disable: bit(1, 'No Equalization Needed Disable', 'RWS', { reset: 0 }),
        modified_ts_usage_mode_selected: bits(10, 8, 'Modified TS Usage Mode Selected', 'RWS', {
          reset: 0,
          values: usageModes,
        }),
      },
      { spec: 'PCIe 6.0 §7.7.6.3' },
    ),
    status: register(
      0x0c,
      32,
      '32.0 GT/s Status',
      {
        equalization_complete: bit(0, 'Equalization 32.0 GT/s Complete', 'ROS', { reset: 0 }),
        equalization_phase_1_successful: bit(1, 'Equalization 32.0 GT/s Phase 1 Successful', 'ROS', {
          reset: 0,
        }),
        equalization_phase_2_successful: bit(2, 'Equalization 32.0 GT/s Phase 2 Successful', 'ROS', {
          reset: 0,
        }),
        equalization_phase_3_successful: bit(3, 'Equalization 32.0 GT/s Phase 3 Successful', 'ROS', {
          reset: 0,
        }),
        link_equalization_request: bit(4, 'Link Equalization Request 32.0 GT/s', 'RW1CS', { reset: 0 }),
        modified_ts_received: bit(5, 'Modified TS Received', 'ROS'),
        received_enhanced_link_behavior_control: bits(
          7,
          6,
          'Received Enhanced Link Behavior Control',
          'ROS',
          {
            values: {
              0: 'full equalization',
              1: 'equalization bypass to the highest rate',
              2: 'no equalization needed',
              3: 'modified TS supported',
            },
          },
        ),
        transmitter_precoding_on: bit(8, 'Transmitter Precoding On', 'ROS'),
        transmitter_precode_request: bit(9, 'Transmitter Precode Request', 'ROS'),
        no_equalization_needed_received: bit(10, 'No Equalization Needed Received', 'ROS'),
      },
      { spec: 'PCIe 6.0 §7.7.6.4' },
    ),
    received_modified_ts_data_1: register(
      0x10,
      32,
      'Received Modified TS Data 1',
      {
        usage_mode: bits(2, 0, 'Received Modified TS Usage Mode', 'RO', { values: usageModes }),
        information_1: bits(15, 3, 'Received Modified TS Information 1', 'RO', { style: 'hex' }),
        vendor_id: bits(31, 16, 'Received Modified TS Vendor ID', 'RO', { style: 'id' }),
      },
      { spec: 'PCIe 6.0 §7.7.6.5' },
    ),
    received_modified_ts_data_2: register(
      0x14,
      32,
      'Received Modified TS Data 2',
      {
        information_2: bits(23, 0, 'Received Modified TS Information 2', 'RO', { style: 'hex' }),
        alternate_protocol_negotiation_status: bits(25, 24, 'Alternate Protocol Negotiation Status', 'RO', {
          values: { 0: 'not supported', 1: 'disabled', 2: 'failed', 3: 'succeeded' },
        }),
      },
      { spec: 'PCIe 6.0 §7.7.6.6' },
    ),
    transmitted_modified_ts_data_1: register(
      0x18,
      32,
      'Transmitted Modified TS Data 1',
      {
        usage_mode: bits(2, 0, 'Transmitted Modified TS Usage Mode', 'RO', { values: usageModes }),
        information_1: bits(15, 3, 'Transmitted Modified TS Information 1', 'RO', { style: 'hex' }),
        vendor_id: bits(31, 16, 'Transmitted Modified TS Vendor ID', 'RO', { style: 'id' }),
      },
      { spec: 'PCIe 6.0 §7.7.6.7' },
    ),
    transmitted_modified_ts_data_2: register(
      0x1c,
      32,
      'Transmitted Modified TS Data 2',
      {
        information_2: bits(23, 0, 'Transmitted Modified TS Information 2', 'RO', { style: 'hex' }),
        alternate_protocol_negotiation_status: bits(25, 24, 'Alternate Protocol Negotiation Status', 'RO', {
          values: { 0: 'not supported', 1: 'disabled', 2: 'failed', 3: 'succeeded' },
        }),
      },
      { spec: 'PCIe 6.0 §7.7.6.8' },
    ),
    lane_equalization_control: repeat(
      {
        title: 'Lane Equalization Control',
        offset: 0x20,
        count: { field: 'pcie.link_capabilities.maximum_link_width' },
        stride: 1,
        spec: 'PCIe 6.0 §7.7.6.9',
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
        { linux: 'PCI_PL_32GT_LE_CTRL' },
      ),
    ),
  },
}));
