import { bit, bits, defineExtended, register, vf } from '../define.ts';

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
const widths = { 0: 'x1', 1: 'x2', 2: 'x4', 3: 'x8', 4: 'x16', rest: 'reserved' };

const spec = { spec: 'r6/7 7.7.9' };
const likePf = vf('must-match-pf', null, "The VF must show the PF's value.", spec);
const link = vf('must-match-pf', null, 'All Functions of a port show the same.', spec);
const sameLink = vf(
  'independent',
  null,
  "No rule for VFs; it tells of the Link, so expect the PF's value.",
  spec,
);

export default defineExtended(() => ({
  id: 0x002f,
  name: 'device_3',
  title: 'Device 3',
  spec: 'PCIe 6.0 §7.7.9',
  aliases: { linux: 'PCI_EXT_CAP_ID_DEV3' },
  inVf: 'optional',
  length: 0x10,
  registers: {
    capabilities: register(
      0x04,
      32,
      'Device Capabilities 3',
      {
        dmwr_request_routing_supported: bit(0, 'DMWr Request Routing Supported', 'HwInit', {
          vf: vf('must-match-pf', null, 'Only of ports: 0 in a PF and its VFs.', spec),
        }),
        tag_completer_14bit_supported: bit(1, '14-Bit Tag Completer Supported', 'HwInit', { vf: likePf }),
        tag_requester_14bit_supported: bit(2, '14-Bit Tag Requester Supported', 'HwInit', {
          vf: vf(
            'must-match-pf',
            null,
            "Equals VF 14-Bit Tag Requester Supported in the PF's SR-IOV capability.",
            { ...spec, value: 'sriov.capabilities.vf_14bit_tag_requester_supported' },
          ),
        }),
        receiver_l0p_supported: bit(3, 'Receiver L0p Supported', 'HwInit', { vf: link }),
        port_l0p_exit_latency: bits(6, 4, 'Port L0p Exit Latency', 'HwInit', {
          values: exitLatencies,
          vf: link,
        }),
        retimer_l0p_exit_latency: bits(9, 7, 'Retimer L0p Exit Latency', 'HwInit', {
          values: exitLatencies,
          vf: link,
        }),
        uio_mem_rdwr_completer_supported: bit(10, 'UIO Mem RdWr Completer Supported', 'HwInit', {
          vf: likePf,
          note: 'Since PCIe 6.1.',
        }),
        uio_mem_rdwr_requester_supported: bit(11, 'UIO Mem RdWr Requester Supported', 'HwInit', {
          vf: likePf,
          note: 'Since PCIe 6.1.',
        }),
      },
      { linux: 'PCI_DEV3_CAP', spec: 'PCIe 6.0 §7.7.9.2' },
    ),
    control: register(
      0x08,
      32,
      'Device Control 3',
      {
        dmwr_requester_enable: bit(0, 'DMWr Requester Enable', 'RW', {
          reset: 0,
          vf: vf('independent', null, "The VF's own; works with its Bus Master Enable.", spec),
        }),
        dmwr_egress_blocking: bit(1, 'DMWr Egress Blocking', 'RW', {
          reset: 0,
          vf: vf('independent', null, 'Only of ports: 0 in a PF and its VFs.', spec),
        }),
        tag_requester_14bit_enable: bit(2, '14-Bit Tag Requester Enable', 'RW', {
          reset: 0,
          vf: vf(
            'shared-in-pf',
            2,
            "Reserved in a VF: VF 14-Bit Tag Requester Enable in the PF's SR-IOV Control holds for all its VFs.",
            { spec: 'r6/7 7.7.9; 9.3.3.3', value: 'sriov.control.vf_14bit_tag_requester_enable' },
          ),
        }),
        l0p_enable: bit(3, 'L0p Enable', 'RW', { reset: 1 }),
        target_link_width: bits(6, 4, 'Target Link Width', 'RW', {
          reset: 7,
          values: { ...widths, 7: 'dynamic' },
          note: 'Flit Mode only.',
        }),
        uio_mem_rdwr_requester_enable: bit(7, 'UIO Mem RdWr Requester Enable', 'RW', {
          reset: 0,
          note: 'Since PCIe 6.1.',
        }),
        uio_request_256b_boundary_disable: bit(8, 'UIO Request 256B Boundary Disable', 'RW', {
          reset: 0,
          note: 'Since PCIe 6.1.',
        }),
      },
      { linux: 'PCI_DEV3_CTL', spec: 'PCIe 6.0 §7.7.9.3' },
    ),
    status: register(
      0x0c,
      32,
      'Device Status 3',
      {
        initial_link_width: bits(2, 0, 'Initial Link Width', 'RO', { values: widths, vf: sameLink }),
        segment_captured: bit(3, 'Segment Captured', 'RO', {
          linux: 'PCI_DEV3_STA_SEGMENT',
          vf: vf('independent', null, 'From the Configuration Writes to the VF itself.', spec),
          note: 'Set only where every Link up to the Root Complex is in Flit Mode.',
        }),
        remote_l0p_supported: bit(4, 'Remote L0p Supported', 'RO', { reset: 0, vf: sameLink }),
      },
      { linux: 'PCI_DEV3_STA', spec: 'PCIe 6.0 §7.7.9.4' },
    ),
  },
}));
