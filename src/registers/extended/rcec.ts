import { bits, defineExtended, register, vf, whole } from '../define.ts';

export default defineExtended(() => ({
  id: 0x0007,
  name: 'rcec',
  title: 'Root Complex Event Collector Endpoint Association',
  spec: 'PCIe 6.0 §7.9.10',
  aliases: { setpci: 'ECAP_RCEC', linux: 'PCI_EXT_CAP_ID_RCEC' },
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'Only a Root Complex Event Collector has it.', {
    spec: 'r5 Table 9-23',
  }),
  length: [{ when: { '@version': { atLeast: 2 } }, length: 0x0c }, { length: 0x08 }],
  macros: {
    'capability_header.version': 'PCI_RCEC_BUSN_REG_VER=2',
    'associated_bus_numbers.next_bus': 'PCI_RCEC_BUSN_NEXT()',
    'associated_bus_numbers.last_bus': 'PCI_RCEC_BUSN_LAST()',
  },
  registers: {
    association_bitmap: whole(0x04, 32, 'Association Bitmap for RCiEPs', 'RO', {
      style: 'hex',
      linux: 'PCI_RCEC_RCIEP_BITMAP',
      spec: 'PCIe 6.0 §7.9.10.2',
      members: 'devices',
      note: 'Devices of the same bus.',
    }),
    associated_bus_numbers: register(
      0x08,
      32,
      'RCEC Associated Bus Numbers',
      {
        next_bus: bits(15, 8, 'RCEC Next Bus', 'HwInit', { style: 'hex', note: 'FFh: no further bus.' }),
        last_bus: bits(23, 16, 'RCEC Last Bus', 'HwInit', { style: 'hex', note: '00h: no further bus.' }),
      },
      { when: { '@version': { atLeast: 2 } }, linux: 'PCI_RCEC_BUSN', spec: 'PCIe 6.0 §7.9.10.3' },
    ),
  },
}));
