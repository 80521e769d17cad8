import { bits, defineStandard, register, repeat, whole } from '../define.ts';
import { aliases, capabilityTypes, notInVf, spec } from '../hypertransport-link.ts';

const is40bit = { 'command.map_type': 0 };
const is64bit = { 'command.map_type': 1 };
const control = {
  style: 'hex',
  note: 'From the lowest bit: compatibility, non-coherent, isochronous, enable.',
} as const;
const window = {
  base: bits(19, 0, 'Window Base 39:20', 'RW', {
    style: 'address',
    unit: { label: 'bytes', times: 0x100000 },
  }),
  control: bits(31, 28, 'Window Control', 'RW', control),
};

export default defineStandard(() => ({
  id: 0x08,
  name: 'hypertransport_address_mapping',
  title: 'HyperTransport Address Mapping',
  spec,
  aliases,
  when: { 'command.capability_type': 20 },
  inVf: 'not-implemented',
  vf: notInVf,
  length: [{ when: is64bit, length: 16 }, { length: { field: 'command.dma_mappings', times: 8, add: 12 } }],
  macros: {
    '': 'HT_CAPTYPE_REMAPPING_40 HT_CAPTYPE_REMAPPING_64',
  },
  registers: {
    command: register(0x02, 16, 'Command', {
      dma_mappings: bits(3, 0, 'Number of DMA Mappings', 'RO'),
      io_size: bits(8, 4, 'I/O Size', 'RW', {
        note: 'How many of the upper I/O address bits 24:20 count, one bit for each.',
        style: 'hex',
      }),
      map_type: bits(10, 9, 'Map Type', 'RO', { values: { 0: '40-bit', 1: '64-bit', rest: 'reserved' } }),
      capability_type: bits(15, 11, 'Capability Type', 'RO', { values: capabilityTypes }),
    }),
    non_prefetchable_window: register(0x04, 32, 'Secondary Bus Non-Prefetchable Window', window, {
      when: is40bit,
    }),
    prefetchable_window: register(0x08, 32, 'Secondary Bus Prefetchable Window', window, { when: is40bit }),
    dma_window: repeat(
      {
        title: 'DMA Window',
        offset: 0x0c,
        count: { field: 'command.dma_mappings' },
        stride: 8,
        when: is40bit,
      },
      {
        primary_base: register(0x00, 32, 'Primary Base', {
          base: bits(23, 0, 'Primary Base', 'RW', { style: 'hex' }),
          control: bits(31, 28, 'Window Control', 'RW', control),
        }),
        secondary_limit: whole(0x04, 16, 'Secondary Limit', 'RW', { style: 'hex' }),
        secondary_base: whole(0x06, 16, 'Secondary Base', 'RW', { style: 'hex' }),
      },
    ),
    index: whole(0x04, 32, 'Index', 'RW', { style: 'hex', when: is64bit }),
    data_lower: whole(0x08, 32, 'Data, lower half', 'RW', { style: 'hex', when: is64bit }),
    data_upper: whole(0x0c, 32, 'Data, upper half', 'RW', { style: 'hex', when: is64bit }),
  },
}));
