import { bits, defineExtended, register, vf } from '../define.ts';

const spec = { spec: 'r6/7 7.8.7' } as const;
const sizeOfVfs = vf(
  'not-implemented-in-vf',
  null,
  'Size of this BAR in each VF, at least the System Page Size; no other register of a dump tells it.',
  spec,
);
const size = { label: 'bytes', power: true, times: 0x100000 };
const indexes = {
  0: 'VF BAR 0',
  1: 'VF BAR 1',
  2: 'VF BAR 2',
  3: 'VF BAR 3',
  4: 'VF BAR 4',
  5: 'VF BAR 5',
  rest: 'reserved',
};

const capability = {
  supported_sizes: bits(31, 4, 'Supported Sizes', 'RO', {
    style: 'hex',
    members: { sizesFrom: 20 },
  }),
};
const control = {
  bar_index: bits(2, 0, 'VF BAR Index', 'RO', { values: indexes, linux: 'PCI_REBAR_CTRL_BAR_IDX' }),
  bar_size: bits(13, 8, 'VF BAR Size', 'RW', {
    unit: size,
    note: 'Older hardware has only five bits.',
    vf: sizeOfVfs,
  }),
  larger_supported_sizes: bits(31, 16, 'Supported Sizes, continued', 'RO', {
    style: 'hex',
    members: { sizesFrom: 48 },
  }),
};
const first = {
  ...control,
  number_of_bars: bits(7, 5, 'Number of VF Resizable BARs', 'RO', { linux: 'PCI_REBAR_CTRL_NBAR_MASK' }),
};

export default defineExtended(() => ({
  id: 0x0024,
  name: 'vf_resizable_bar',
  title: 'VF Resizable BAR',
  spec: 'PCIe 6.0 §7.8.7',
  aliases: { setpci: 'ECAP_VF_REBAR', linux: 'PCI_EXT_CAP_ID_VF_REBAR' },
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'Only a PF has it; it sizes the VF BARs of all its VFs.', spec),
  length: { field: 'control_0.number_of_bars', times: 8, add: 4 },
  macros: {
    capability_0: 'PCI_VF_REBAR_CAP',
    'capability_0.supported_sizes': 'PCI_VF_REBAR_CAP_SIZES',
    control_0: 'PCI_VF_REBAR_CTRL',
    'control_0.bar_index': 'PCI_VF_REBAR_CTRL_BAR_IDX',
    'control_0.number_of_bars': 'PCI_VF_REBAR_CTRL_NBAR_MASK',
    'control_0 12:8': 'PCI_VF_REBAR_CTRL_BAR_SIZE',
  },
  registers: {
    capability_0: register(0x04, 32, 'VF Resizable BAR Capability, first entry', capability, {
      spec: 'PCIe 6.0 §7.8.7.2',
      linux: 'PCI_REBAR_CAP',
    }),
    control_0: register(0x08, 32, 'VF Resizable BAR Control, first entry', first, {
      spec: 'PCIe 6.0 §7.8.7.3',
      linux: 'PCI_REBAR_CTRL',
    }),
    capability_1: register(0x0c, 32, 'VF Resizable BAR Capability, second entry', capability, {
      when: { 'control_0.number_of_bars': { atLeast: 2 } },
      spec: 'PCIe 6.0 §7.8.7.2',
    }),
    control_1: register(0x10, 32, 'VF Resizable BAR Control, second entry', control, {
      when: { 'control_0.number_of_bars': { atLeast: 2 } },
      spec: 'PCIe 6.0 §7.8.7.3',
    }),
    capability_2: register(0x14, 32, 'VF Resizable BAR Capability, third entry', capability, {
      when: { 'control_0.number_of_bars': { atLeast: 3 } },
      spec: 'PCIe 6.0 §7.8.7.2',
    }),
    control_2: register(0x18, 32, 'VF Resizable BAR Control, third entry', control, {
      when: { 'control_0.number_of_bars': { atLeast: 3 } },
      spec: 'PCIe 6.0 §7.8.7.3',
    }),
    capability_3: register(0x1c, 32, 'VF Resizable BAR Capability, fourth entry', capability, {
      when: { 'control_0.number_of_bars': { atLeast: 4 } },
      spec: 'PCIe 6.0 §7.8.7.2',
    }),
    control_3: register(0x20, 32, 'VF Resizable BAR Control, fourth entry', control, {
      when: { 'control_0.number_of_bars': { atLeast: 4 } },
      spec: 'PCIe 6.0 §7.8.7.3',
    }),
    capability_4: register(0x24, 32, 'VF Resizable BAR Capability, fifth entry', capability, {
      when: { 'control_0.number_of_bars': { atLeast: 5 } },
      spec: 'PCIe 6.0 §7.8.7.2',
    }),
    control_4: register(0x28, 32, 'VF Resizable BAR Control, fifth entry', control, {
      when: { 'control_0.number_of_bars': { atLeast: 5 } },
      spec: 'PCIe 6.0 §7.8.7.3',
    }),
    capability_5: register(0x2c, 32, 'VF Resizable BAR Capability, sixth entry', capability, {
      when: { 'control_0.number_of_bars': { atLeast: 6 } },
      spec: 'PCIe 6.0 §7.8.7.2',
    }),
    control_5: register(0x30, 32, 'VF Resizable BAR Control, sixth entry', control, {
      when: { 'control_0.number_of_bars': { atLeast: 6 } },
      spec: 'PCIe 6.0 §7.8.7.3',
    }),
  },
}));
