import { bit, bits, defineStandard, register, repeat, vf, whole } from '../define.ts';

const properties = {
  0: 'memory, non-prefetchable',
  1: 'memory, prefetchable',
  2: 'I/O',
  3: 'VF memory, prefetchable',
  4: 'VF memory, non-prefetchable',
  5: 'behind the bridge: memory, non-prefetchable',
  6: 'behind the bridge: memory, prefetchable',
  7: 'behind the bridge: I/O',
  253: 'memory, unavailable to software',
  254: 'I/O, unavailable to software',
  255: 'entry not available',
  rest: 'reserved',
};

export default defineStandard(() => ({
  id: 0x14,
  name: 'ea',
  title: 'Enhanced Allocation',
  spec: 'PCIe 6.0 §7.8.5',
  aliases: { setpci: 'CAP_EA', linux: 'PCI_CAP_ID_EA' },
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, "The PF's entries with indicator 9 to 14 may describe the VF BARs."),
  length: [{ when: { '@header': 1 }, length: 8 }, { length: 4 }],
  macros: {
    'bus_numbers.subordinate': 'PCI_EA_SUB_BUS_SHIFT',
    'entry[n].format': 'PCI_EA_FIRST_ENT PCI_EA_FIRST_ENT_BRIDGE',
    'entry[n].format.bar_equivalent_indicator':
      'PCI_EA_BEI_BAR0=0 PCI_EA_BEI_BAR5=5 PCI_EA_BEI_BRIDGE=6 PCI_EA_BEI_ENI=7 PCI_EA_BEI_ROM=8 ' +
      'PCI_EA_BEI_VF_BAR0=9 PCI_EA_BEI_VF_BAR5=14 PCI_EA_BEI_RESERVED=15',
    'entry[n].format.primary_properties':
      'PCI_EA_P_MEM=0 PCI_EA_P_MEM_PREFETCH=1 PCI_EA_P_IO=2 PCI_EA_P_VF_MEM_PREFETCH=3 PCI_EA_P_VF_MEM=4 ' +
      'PCI_EA_P_BRIDGE_MEM=5 PCI_EA_P_BRIDGE_MEM_PREFETCH=6 PCI_EA_P_BRIDGE_IO=7 ' +
      'PCI_EA_P_MEM_RESERVED=253 PCI_EA_P_IO_RESERVED=254 PCI_EA_P_UNAVAILABLE=255',
  },
  registers: {
    entries: register(
      0x02,
      16,
      'Number of Entries',
      {
        count: bits(5, 0, 'Num Entries', 'RO', { linux: 'PCI_EA_NUM_ENT_MASK' }),
      },
      { linux: 'PCI_EA_NUM_ENT' },
    ),
    bus_numbers: register(
      0x04,
      32,
      'Fixed Bus Numbers',
      {
        secondary: bits(7, 0, 'Fixed Secondary Bus Number', 'RO', {
          style: 'hex',
          linux: 'PCI_EA_SEC_BUS_MASK',
        }),
        subordinate: bits(15, 8, 'Fixed Subordinate Bus Number', 'RO', {
          style: 'hex',
          linux: 'PCI_EA_SUB_BUS_MASK',
        }),
      },
      { when: { '@header': 1 } },
    ),
    entry: repeat(
      {
        title: 'Entry',
        offset: [{ when: { '@header': 1 }, offset: 8 }, { offset: 4 }],
        count: { field: 'entries.count' },
        stride: { field: 'format.entry_size', plus: 1, times: 4 },
      },
      {
        format: register(0x00, 32, 'Entry Format', {
          entry_size: bits(2, 0, 'Entry Size', 'RO', {
            unit: { label: 'further dwords' },
            linux: 'PCI_EA_ES',
          }),
          bar_equivalent_indicator: bits(7, 4, 'BAR Equivalent Indicator', 'RO', {
            values: {
              0: 'BAR 0',
              1: 'BAR 1',
              2: 'BAR 2',
              3: 'BAR 3',
              4: 'BAR 4',
              5: 'BAR 5',
              6: 'resource behind the function',
              7: 'not indicated',
              8: 'Expansion ROM',
              9: 'VF BAR 0',
              10: 'VF BAR 1',
              11: 'VF BAR 2',
              12: 'VF BAR 3',
              13: 'VF BAR 4',
              14: 'VF BAR 5',
              15: 'reserved',
            },
            linux: 'PCI_EA_BEI',
          }),
          primary_properties: bits(15, 8, 'Primary Properties', 'RO', {
            values: properties,
            linux: 'PCI_EA_PP',
          }),
          secondary_properties: bits(23, 16, 'Secondary Properties', 'RO', {
            values: properties,
            linux: 'PCI_EA_SP',
          }),
          writable: bit(30, 'Writable', 'RO', { linux: 'PCI_EA_WRITABLE' }),
          enable: bit(31, 'Enable', 'RW', { reset: 1, linux: 'PCI_EA_ENABLE' }),
        }),
        base: register(
          0x04,
          32,
          'Base',
          {
            is_64bit: bit(1, '64-bit', 'RO', { linux: 'PCI_EA_IS_64' }),
            address: bits(31, 2, 'Base Address', 'RW', {
              style: 'address',
              unit: { label: 'bytes', times: 4 },
              linux: 'PCI_EA_FIELD_MASK',
            }),
          },
          { linux: 'PCI_EA_BASE' },
        ),
        max_offset: register(
          0x08,
          32,
          'MaxOffset',
          {
            is_64bit: bit(1, '64-bit', 'RO', { linux: 'PCI_EA_IS_64' }),
            offset: bits(31, 2, 'MaxOffset', 'RW', {
              style: 'address',
              unit: { label: 'bytes', times: 4 },
              linux: 'PCI_EA_FIELD_MASK',
            }),
          },
          { linux: 'PCI_EA_MAX_OFFSET' },
        ),
        base_upper: whole([{ when: { 'base.is_64bit': 1 }, offset: 0x0c }], 32, 'Base, upper half', 'RW', {
          style: 'address',
        }),
        max_offset_upper: whole(
          [
            { when: { 'max_offset.is_64bit': 1, 'base.is_64bit': 1 }, offset: 0x10 },
            { when: { 'max_offset.is_64bit': 1, 'base.is_64bit': 0 }, offset: 0x0c },
          ],
          32,
          'MaxOffset, upper half',
          'RW',
          { style: 'address' },
        ),
      },
    ),
  },
}));
