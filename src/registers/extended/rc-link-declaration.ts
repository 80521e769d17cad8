import { bit, bits, defineExtended, register, repeat, vf, whole } from '../define.ts';

const toMemory = { 'description.link_type': 0 };
const toConfiguration = { 'description.link_type': 1 };

export default defineExtended(() => ({
  id: 0x0005,
  name: 'rc_link_declaration',
  title: 'Root Complex Link Declaration',
  spec: 'PCIe 6.0 §7.9.8',
  aliases: { setpci: 'ECAP_RCLINK', linux: 'PCI_EXT_CAP_ID_RCLD' },
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'Only parts of a Root Complex have it.', { spec: 'r5 Table 9-23' }),
  length: { field: 'element_self_description.number_of_link_entries', plus: 1, times: 0x10 },
  registers: {
    element_self_description: register(
      0x04,
      32,
      'Element Self Description',
      {
        element_type: bits(3, 0, 'Element Type', 'RO', {
          values: {
            0: 'in configuration space',
            1: 'system Egress Port or memory',
            2: 'internal link',
            rest: 'reserved',
          },
        }),
        number_of_link_entries: bits(15, 8, 'Number of Link Entries', 'HwInit'),
        component_id: bits(23, 16, 'Component ID', 'HwInit'),
        port_number: bits(31, 24, 'Port Number', 'HwInit', { note: '0 is the default Egress Port.' }),
      },
      { spec: 'PCIe 6.0 §7.9.8.2' },
    ),
    link: repeat(
      {
        title: 'Link Entry',
        offset: 0x10,
        count: { field: 'element_self_description.number_of_link_entries' },
        stride: 0x10,
        spec: 'PCIe 6.0 §7.9.8.3',
      },
      {
        description: register(0x00, 32, 'Link Description', {
          link_valid: bit(0, 'Link Valid', 'HwInit'),
          link_type: bit(1, 'Link Type', 'HwInit', {
            values: { 0: 'to an RCRB in memory', 1: 'to configuration space' },
          }),
          associate_rcrb_header: bit(2, 'Associate RCRB Header', 'HwInit'),
          target_component_id: bits(23, 16, 'Target Component ID', 'HwInit'),
          target_port_number: bits(31, 24, 'Target Port Number', 'HwInit'),
        }),
        rcrb_address: whole([{ when: toMemory, offset: 0x08 }], 64, 'Base Address of the RCRB', 'HwInit', {
          style: 'address',
        }),
        configuration_address: register(
          [{ when: toConfiguration, offset: 0x08 }],
          64,
          'Configuration Space Address',
          {
            bus_number_bits: bits(2, 0, 'Number of Bus Number Bits', 'HwInit', {
              unit: { label: 'bits', special: { 0: '8 bits' } },
            }),
            function_number: bits(14, 12, 'Function Number', 'HwInit'),
            device_number: bits(19, 15, 'Device Number', 'HwInit', { style: 'hex' }),
            bus_number: bits(27, 20, 'Bus Number', 'HwInit', {
              when: { 'configuration_address.bus_number_bits': 0 },
              style: 'hex',
            }),
            base_address: bits(63, 28, 'Configuration Space Base Address', 'HwInit', {
              when: { 'configuration_address.bus_number_bits': 0 },
              style: 'hex',
              note: 'In units of 256 MiB; 0 is the default PCI Segment Group.',
            }),
            bus_number_and_base_address: bits(63, 20, 'Bus Number and Base Address', 'HwInit', {
              when: { 'configuration_address.bus_number_bits': { not: 0 } },
              style: 'hex',
              note: 'The lowest bits, as many as the first field says, are the Bus Number.',
            }),
          },
        ),
      },
    ),
  },
}));
