import { bit, bits, defineExtended, register, vf } from '../define.ts';

const speeds = {
  0: 'not reported',
  1: '2.5 GT/s',
  2: '5 GT/s',
  3: '8 GT/s',
  4: '16 GT/s',
  5: '32 GT/s',
  6: '64 GT/s',
  rest: 'reserved',
};
const widths = { 0: 'not reported', 1: 'x1', 2: 'x2', 4: 'x4', 8: 'x8', 16: 'x16', rest: 'reserved' };

export default defineExtended(() => ({
  id: 0x0006,
  name: 'rc_internal_link',
  title: 'Root Complex Internal Link Control',
  spec: 'PCIe 6.0 §7.9.9',
  aliases: { setpci: 'ECAP_RCILINK', linux: 'PCI_EXT_CAP_ID_RCILC' },
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'Only parts of a Root Complex have it.', { spec: 'r5 Table 9-23' }),
  length: 0x0c,
  registers: {
    link_capabilities: register(
      0x04,
      32,
      'Root Complex Link Capabilities',
      {
        max_link_speed: bits(3, 0, 'Max Link Speed', 'RO', { values: speeds }),
        maximum_link_width: bits(9, 4, 'Maximum Link Width', 'RO', { values: widths }),
        aspm_support: bits(11, 10, 'ASPM Support', 'RO', {
          values: { 0: 'none', 1: 'L0s', 2: 'L1', 3: 'L0s and L1' },
        }),
        l0s_exit_latency: bits(14, 12, 'L0s Exit Latency', 'RO', {
          values: {
            0: 'under 64 ns',
            1: '64 to 128 ns',
            2: '128 to 256 ns',
            3: '256 to 512 ns',
            4: '512 ns to 1 us',
            5: '1 to 2 us',
            6: '2 to 4 us',
            7: 'over 4 us',
          },
        }),
        l1_exit_latency: bits(17, 15, 'L1 Exit Latency', 'RO', {
          values: {
            0: 'under 1 us',
            1: '1 to 2 us',
            2: '2 to 4 us',
            3: '4 to 8 us',
            4: '8 to 16 us',
            5: '16 to 32 us',
            6: '32 to 64 us',
            7: 'over 64 us',
          },
        }),
        supported_link_speeds_vector: bits(24, 18, 'Supported Link Speeds Vector', 'RO', {
          style: 'hex',
          members: {
            0: '2.5 GT/s',
            1: '5 GT/s',
            2: '8 GT/s',
            3: '16 GT/s',
            4: '32 GT/s',
            5: '64 GT/s',
          },
          note: '0 in hardware before PCIe 3.0.',
        }),
      },
      { spec: 'PCIe 6.0 §7.9.9.2' },
    ),
    link_control: register(
      0x08,
      16,
      'Root Complex Link Control',
      {
        aspm_control: bits(1, 0, 'ASPM Control', 'RW', {
          values: { 0: 'disabled', 1: 'L0s', 2: 'L1', 3: 'L0s and L1' },
        }),
        extended_synch: bit(7, 'Extended Synch', 'RW', { reset: 0 }),
      },
      { spec: 'PCIe 6.0 §7.9.9.3' },
    ),
    link_status: register(
      0x0a,
      16,
      'Root Complex Link Status',
      {
        current_link_speed: bits(3, 0, 'Current Link Speed', 'RO', { values: speeds }),
        negotiated_link_width: bits(9, 4, 'Negotiated Link Width', 'RO', { values: widths }),
      },
      { spec: 'PCIe 6.0 §7.9.9.4' },
    ),
  },
}));
