import { bit, bits, defineExtended, register, vf } from '../define.ts';

export default defineExtended(() => ({
  id: 0x000a,
  name: 'rcrb',
  title: 'RCRB Header',
  spec: 'PCIe 6.0 §7.9.7',
  aliases: { setpci: 'ECAP_RBCB', linux: 'PCI_EXT_CAP_ID_RCRB' },
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'Only a Root Complex Register Block has it.', {
    spec: 'r5 Table 9-23',
  }),
  length: 0x14,
  registers: {
    ids: register(
      0x04,
      32,
      'RCRB Vendor ID and Device ID',
      {
        vendor_id: bits(15, 0, 'Vendor ID', 'RO', { style: 'id' }),
        device_id: bits(31, 16, 'Device ID', 'RO', { style: 'id' }),
      },
      { spec: 'PCIe 6.0 §7.9.7.2' },
    ),
    capabilities: register(
      0x08,
      32,
      'RCRB Capabilities',
      {
        configuration_rrs_software_visibility: bit(0, 'Configuration RRS Software Visibility', 'RO', {
          note: 'CRS Software Visibility before PCIe 6.0.',
        }),
      },
      { spec: 'PCIe 6.0 §7.9.7.3' },
    ),
    control: register(
      0x0c,
      32,
      'RCRB Control',
      {
        configuration_rrs_software_visibility_enable: bit(
          0,
          'Configuration RRS Software Visibility Enable',
          'RW',
          { reset: 0 },
        ),
      },
      { spec: 'PCIe 6.0 §7.9.7.4' },
    ),
  },
}));
