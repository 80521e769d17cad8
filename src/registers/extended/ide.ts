import { bit, bits, defineExtended, register, repeat, vf, whole } from '../define.ts';

const linkIde = { 'capability.link_ide_stream_supported': 1 };
const selectiveIde = { 'capability.selective_ide_streams_supported': 1 };
const noLinkIde = { 'capability.link_ide_stream_supported': 0 };
const selectiveStreams = { field: 'capability.number_of_selective_ide_streams', plus: 1 };
const linkStreams = { field: 'capability.number_of_tcs_for_link_ide', plus: 1 };
const afterLinkStreams = { ...linkStreams, times: 8, add: 0x0c };

const algorithms = { 0: 'AES-GCM, 256-bit key, 96-bit MAC', rest: 'reserved' };
const aggregation = { 0: 'none', 1: 'up to 2 TLPs', 2: 'up to 4 TLPs', 3: 'up to 8 TLPs' };
const headerEncryption = {
  0: 'none',
  1: 'address bits 17:2',
  2: 'address bits 25:2',
  3: 'address bits 33:2',
  4: 'address bits 41:2',
  rest: 'reserved',
};
const states = { 0: 'insecure', 2: 'secure', rest: 'reserved' };

/** What both kinds of stream can be told. */
const streamControl = (stream: 'LINK' | 'SEL') => ({
  xt_enable: bit(1, 'IDE XT Enable', 'RW', { note: 'Since PCIe 6.3.' }),
  tx_aggregation_mode_npr: bits(3, 2, 'Tx Aggregation Mode NPR', 'RW', {
    reset: 0,
    linux: `PCI_IDE_${stream}_CTL_TX_AGGR_NPR`,
    values: aggregation,
  }),
  tx_aggregation_mode_pr: bits(5, 4, 'Tx Aggregation Mode PR', 'RW', {
    reset: 0,
    linux: `PCI_IDE_${stream}_CTL_TX_AGGR_PR`,
    values: aggregation,
  }),
  tx_aggregation_mode_cpl: bits(7, 6, 'Tx Aggregation Mode CPL', 'RW', {
    reset: 0,
    linux: `PCI_IDE_${stream}_CTL_TX_AGGR_CPL`,
    values: aggregation,
  }),
  partial_header_encryption_mode: bits(13, 10, 'Partial Header Encryption Mode', 'RW', {
    reset: 0,
    linux: `PCI_IDE_${stream}_CTL_PART_ENC`,
    values: headerEncryption,
  }),
  selected_algorithm: bits(18, 14, 'Selected Algorithm', 'RW', {
    reset: 0,
    linux: `PCI_IDE_${stream}_CTL_ALG`,
    values: algorithms,
  }),
  tc: bits(21, 19, 'TC', 'RW', { reset: 0, linux: `PCI_IDE_${stream}_CTL_TC` }),
  stream_id: bits(31, 24, 'Stream ID', 'RW', { reset: 0, linux: `PCI_IDE_${stream}_CTL_ID` }),
});

const ridRange = vf(
  'shared-in-pf',
  3,
  'The range must take in the Routing IDs of all VFs; only the host can set it, a guest cannot own a stream.',
  { spec: 'r6/7 7.9.26.5', from: 'function-0' },
);

export default defineExtended(() => ({
  id: 0x0030,
  name: 'ide',
  title: 'Integrity and Data Encryption',
  spec: 'PCIe 6.0 §7.9.26',
  aliases: { linux: 'PCI_EXT_CAP_ID_IDE' },
  inVf: 'not-implemented',
  vf: vf(
    'not-implemented-in-vf',
    null,
    'Only ports and Function 0 of a device have it; its streams carry the traffic of the VFs.',
    { spec: 'r6/7 7.9.26' },
  ),
  // The least that it takes: each selective stream may add address association blocks.
  length: [
    {
      when: { ...linkIde, ...selectiveIde },
      length: { ...selectiveStreams, times: 20, add: afterLinkStreams },
    },
    { when: linkIde, length: afterLinkStreams },
    { when: { ...noLinkIde, ...selectiveIde }, length: { ...selectiveStreams, times: 20, add: 0x0c } },
    { length: 0x0c },
  ],
  macros: {
    'capability.supported_algorithms': 'PCI_IDE_CAP_ALG_AES_GCM_256=0',
    'link_ide_stream[n].control': 'PCI_IDE_LINK_STREAM_0 ~PCI_IDE_LINK_BLOCK_SIZE',
    'selective_ide_stream[n].stream_capability': '~PCI_IDE_SEL_BLOCK_SIZE()',
    'selective_ide_stream[n].control.stream_id': '~PCI_IDE_SEL_CTL_ID_MAX',
    'selective_ide_stream[n].status.state': 'PCI_IDE_SEL_STS_STATE_INSECURE=0 PCI_IDE_SEL_STS_STATE_SECURE=2',
    'selective_ide_stream[n].address_association[n].address_1':
      'PCI_IDE_SEL_ADDR_1() ~PCI_IDE_SEL_ADDR_BLOCK_SIZE',
    'selective_ide_stream[n].address_association[n].memory_limit_upper': 'PCI_IDE_SEL_ADDR_2()',
    'selective_ide_stream[n].address_association[n].memory_base_upper': 'PCI_IDE_SEL_ADDR_3()',
  },
  registers: {
    capability: register(
      0x04,
      32,
      'IDE Capability',
      {
        link_ide_stream_supported: bit(0, 'Link IDE Stream Supported', 'HwInit', {
          linux: 'PCI_IDE_CAP_LINK',
        }),
        selective_ide_streams_supported: bit(1, 'Selective IDE Streams Supported', 'HwInit', {
          linux: 'PCI_IDE_CAP_SELECTIVE',
        }),
        flow_through_ide_stream_supported: bit(2, 'Flow-Through IDE Stream Supported', 'HwInit', {
          linux: 'PCI_IDE_CAP_FLOWTHROUGH',
        }),
        partial_header_encryption_supported: bit(3, 'Partial Header Encryption Supported', 'HwInit', {
          linux: 'PCI_IDE_CAP_PARTIAL_HEADER_ENC',
        }),
        aggregation_supported: bit(4, 'Aggregation Supported', 'HwInit', {
          linux: 'PCI_IDE_CAP_AGGREGATION',
        }),
        pcrc_supported: bit(5, 'PCRC Supported', 'HwInit', { linux: 'PCI_IDE_CAP_PCRC' }),
        ide_km_protocol_supported: bit(6, 'IDE_KM Protocol Supported', 'HwInit', {
          linux: 'PCI_IDE_CAP_IDE_KM',
        }),
        selective_ide_for_configuration_requests_supported: bit(
          7,
          'Selective IDE for Configuration Requests Supported',
          'HwInit',
          { linux: 'PCI_IDE_CAP_SEL_CFG' },
        ),
        supported_algorithms: bits(12, 8, 'Supported Algorithms', 'HwInit', {
          values: algorithms,
          linux: 'PCI_IDE_CAP_ALG',
        }),
        number_of_tcs_for_link_ide: bits(15, 13, 'Number of TCs Supported for Link IDE', 'HwInit', {
          unit: { label: 'traffic classes', plus: 1 },
          linux: 'PCI_IDE_CAP_LINK_TC_NUM',
        }),
        number_of_selective_ide_streams: bits(23, 16, 'Number of Selective IDE Streams Supported', 'HwInit', {
          unit: { label: 'streams', plus: 1 },
          linux: 'PCI_IDE_CAP_SEL_NUM',
        }),
        tee_limited_stream_supported: bit(24, 'TEE-Limited Stream Supported', 'HwInit', {
          linux: 'PCI_IDE_CAP_TEE_LIMITED',
        }),
        xt_supported: bit(25, 'XT Supported', 'HwInit', { note: 'Since PCIe 6.3.' }),
      },
      { linux: 'PCI_IDE_CAP', spec: 'PCIe 6.0 §7.9.26.2' },
    ),
    control: register(
      0x08,
      32,
      'IDE Control',
      {
        flow_through_ide_stream_enabled: bit(2, 'Flow-Through IDE Stream Enabled', 'RW', {
          reset: 0,
          linux: 'PCI_IDE_CTL_FLOWTHROUGH_IDE',
        }),
      },
      { linux: 'PCI_IDE_CTL', spec: 'PCIe 6.0 §7.9.26.3' },
    ),
    link_ide_stream: repeat(
      {
        title: 'Link IDE Stream',
        offset: 0x0c,
        count: linkStreams,
        stride: 8,
        when: linkIde,
        spec: 'PCIe 6.0 §7.9.26.4',
      },
      {
        control: register(
          0x00,
          32,
          'Link IDE Stream Control',
          {
            enable: bit(0, 'Link IDE Stream Enable', 'RW', { reset: 0, linux: 'PCI_IDE_LINK_CTL_EN' }),
            ...streamControl('LINK'),
            pcrc_enable: bit(8, 'PCRC Enable', 'RW', { reset: 0, linux: 'PCI_IDE_LINK_CTL_PCRC_EN' }),
          },
          { linux: 'PCI_IDE_LINK_CTL_0', spec: 'PCIe 6.0 §7.9.26.4.1' },
        ),
        status: register(
          0x04,
          32,
          'Link IDE Stream Status',
          {
            state: bits(3, 0, 'Link IDE Stream State', 'RO', {
              values: states,
              linux: 'PCI_IDE_LINK_STS_STATE',
            }),
            received_ide_fail_message: bit(31, 'Received IDE Fail Message', 'RW1CS', {
              reset: 0,
              linux: 'PCI_IDE_LINK_STS_IDE_FAIL',
            }),
          },
          { linux: 'PCI_IDE_LINK_STS_0', spec: 'PCIe 6.0 §7.9.26.4.2' },
        ),
      },
    ),
    selective_ide_stream: repeat(
      {
        title: 'Selective IDE Stream',
        offset: [{ when: linkIde, offset: afterLinkStreams }, { offset: 0x0c }],
        count: selectiveStreams,
        stride: { field: 'stream_capability.number_of_address_association_blocks', times: 12, add: 20 },
        when: selectiveIde,
        spec: 'PCIe 6.0 §7.9.26.5',
      },
      {
        stream_capability: register(
          0x00,
          32,
          'Selective IDE Stream Capability',
          {
            number_of_address_association_blocks: bits(
              3,
              0,
              'Number of Address Association Register Blocks',
              'HwInit',
              { linux: 'PCI_IDE_SEL_CAP_ASSOC_NUM' },
            ),
          },
          { linux: 'PCI_IDE_SEL_CAP', spec: 'PCIe 6.0 §7.9.26.5.1' },
        ),
        control: register(
          0x04,
          32,
          'Selective IDE Stream Control',
          {
            enable: bit(0, 'Selective IDE Stream Enable', 'RW', { reset: 0, linux: 'PCI_IDE_SEL_CTL_EN' }),
            ...streamControl('SEL'),
            pcrc_enable: bit(8, 'PCRC Enable', 'RW', { reset: 0, linux: 'PCI_IDE_SEL_CTL_PCRC_EN' }),
            configuration_requests_enable: bit(9, 'Selective IDE for Configuration Requests Enable', 'RW', {
              reset: 0,
              linux: 'PCI_IDE_SEL_CTL_CFG_EN',
            }),
            default_stream: bit(22, 'Default Stream', 'RW', { reset: 0, linux: 'PCI_IDE_SEL_CTL_DEFAULT' }),
            tee_limited_stream: bit(23, 'TEE-Limited Stream', 'RW', {
              reset: 0,
              linux: 'PCI_IDE_SEL_CTL_TEE_LIMITED',
            }),
          },
          { linux: 'PCI_IDE_SEL_CTL', spec: 'PCIe 6.0 §7.9.26.5.2' },
        ),
        status: register(
          0x08,
          32,
          'Selective IDE Stream Status',
          {
            state: bits(3, 0, 'Selective IDE Stream State', 'RO', {
              values: states,
              linux: 'PCI_IDE_SEL_STS_STATE',
            }),
            received_ide_fail_message: bit(31, 'Received IDE Fail Message', 'RW1CS', {
              reset: 0,
              linux: 'PCI_IDE_SEL_STS_IDE_FAIL',
            }),
          },
          { linux: 'PCI_IDE_SEL_STS', spec: 'PCIe 6.0 §7.9.26.5.3' },
        ),
        rid_association_1: register(
          0x0c,
          32,
          'IDE RID Association 1',
          {
            limit: bits(23, 8, 'RID Limit', 'RW', {
              reset: 0,
              style: 'routing-id',
              linux: 'PCI_IDE_SEL_RID_1_LIMIT',
            }),
          },
          { linux: 'PCI_IDE_SEL_RID_1', spec: 'PCIe 6.0 §7.9.26.5.4.1', vf: ridRange },
        ),
        rid_association_2: register(
          0x10,
          32,
          'IDE RID Association 2',
          {
            valid: bit(0, 'Valid', 'RW', { reset: 0, linux: 'PCI_IDE_SEL_RID_2_VALID' }),
            base: bits(23, 8, 'RID Base', 'RW', {
              reset: 0,
              style: 'routing-id',
              linux: 'PCI_IDE_SEL_RID_2_BASE',
            }),
            segment_base: bits(31, 24, 'Segment Base', 'RW', {
              reset: 0,
              style: 'hex',
              linux: 'PCI_IDE_SEL_RID_2_SEG',
            }),
          },
          { linux: 'PCI_IDE_SEL_RID_2', spec: 'PCIe 6.0 §7.9.26.5.4.2', vf: ridRange },
        ),
        address_association: repeat(
          {
            title: 'Address Association',
            offset: 0x14,
            count: { field: 'stream_capability.number_of_address_association_blocks' },
            stride: 12,
            spec: 'PCIe 6.0 §7.9.26.5.5',
          },
          {
            address_1: register(
              0x00,
              32,
              'IDE Address Association 1',
              {
                valid: bit(0, 'Valid', 'RW', { reset: 0, linux: 'PCI_IDE_SEL_ADDR_1_VALID' }),
                memory_base_lower: bits(19, 8, 'Memory Base Lower', 'RW', {
                  style: 'address',
                  unit: { label: 'bytes', times: 0x100000 },
                  linux: 'PCI_IDE_SEL_ADDR_1_BASE_LOW',
                }),
                memory_limit_lower: bits(31, 20, 'Memory Limit Lower', 'RW', {
                  style: 'address',
                  unit: { label: 'bytes', times: 0x100000 },
                  linux: 'PCI_IDE_SEL_ADDR_1_LIMIT_LOW',
                }),
              },
              { spec: 'PCIe 6.0 §7.9.26.5.5.1' },
            ),
            memory_limit_upper: whole(0x04, 32, 'Memory Limit Upper', 'RW', {
              style: 'address',
              spec: 'PCIe 6.0 §7.9.26.5.5.2',
            }),
            memory_base_upper: whole(0x08, 32, 'Memory Base Upper', 'RW', {
              style: 'address',
              spec: 'PCIe 6.0 §7.9.26.5.5.3',
            }),
          },
        ),
      },
    ),
  },
}));
