import { bit, bits, defineExtended, register } from '../define.ts';
import { vf } from '../vf.ts';

const exitLatencies = {
  0: 'less than 1 us',
  1: '1 us to 2 us',
  2: '2 us to 4 us',
  3: '4 us to 8 us',
  4: '8 us to 16 us',
  5: '16 us to 32 us',
  6: '32 us to 64 us',
  7: 'more than 64 us',
};

export default defineExtended(() => ({
  id: 0x0025,
  name: 'data_link_feature',
  title: 'Data Link Feature',
  spec: 'PCIe 6.0 §7.7.4',
  aliases: { setpci: 'ECAP_DLNK', linux: 'PCI_EXT_CAP_ID_DLF' },
  inVf: 'elsewhere',
  vf: vf('not-implemented-in-vf', null, 'It belongs to the Link: in a device only Function 0 may have it.', {
    spec: 'r6/7 7.7.4',
  }),
  length: 0x0c,
  registers: {
    capabilities: register(
      0x04,
      32,
      'Data Link Feature Capabilities',
      {
        local_scaled_flow_control_supported: bit(0, 'Local Scaled Flow Control Supported', 'HwInit'),
        local_immediate_readiness: bit(1, 'Local Immediate Readiness', 'HwInit', {
          note: 'In all Functions except VFs.',
        }),
        local_extended_vc_count: bits(4, 2, 'Local Extended VC Count', 'HwInit', { note: 'Flit Mode only.' }),
        local_l0p_exit_latency: bits(7, 5, 'Local L0p Exit Latency', 'HwInit', {
          values: exitLatencies,
          note: 'Flit Mode only.',
        }),
        exchange_enable: bit(31, 'Data Link Feature Exchange is Enabled', 'HwInit', {
          linux: 'PCI_DLF_EXCHANGE_ENABLE',
        }),
      },
      { linux: 'PCI_DLF_CAP', spec: 'PCIe 6.0 §7.7.4.2' },
    ),
    status: register(
      0x08,
      32,
      'Data Link Feature Status',
      {
        remote_scaled_flow_control_supported: bit(0, 'Remote Scaled Flow Control Supported', 'RO'),
        remote_immediate_readiness: bit(1, 'Remote Immediate Readiness', 'RO'),
        remote_extended_vc_count: bits(4, 2, 'Remote Extended VC Count', 'RO', { note: 'Flit Mode only.' }),
        remote_l0p_exit_latency: bits(7, 5, 'Remote L0p Exit Latency', 'RO', {
          values: exitLatencies,
          note: 'Flit Mode only.',
        }),
        remote_valid: bit(31, 'Remote Data Link Feature Supported Valid', 'RO', { reset: 0 }),
      },
      { spec: 'PCIe 6.0 §7.7.4.3' },
    ),
  },
}));
