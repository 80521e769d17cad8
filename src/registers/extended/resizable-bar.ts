import { bits, defineExtended, register, vf } from '../define.ts';

const size = { label: 'bytes', power: true, times: 0x100000 };
const indexes = { 0: 'BAR 0', 1: 'BAR 1', 2: 'BAR 2', 3: 'BAR 3', 4: 'BAR 4', 5: 'BAR 5', rest: 'reserved' };

const capability = {
  supported_sizes: bits(31, 4, 'Supported Sizes', 'RO', {
    style: 'hex',
    members: { sizesFrom: 20 },
  }),
};
const control = {
  bar_index: bits(2, 0, 'BAR Index', 'RO', { values: indexes, linux: 'PCI_REBAR_CTRL_BAR_IDX' }),
  bar_size: bits(13, 8, 'BAR Size', 'RW', { unit: size, note: 'Older hardware has only five bits.' }),
  larger_supported_sizes: bits(31, 16, 'Supported Sizes, continued', 'RO', {
    style: 'hex',
    members: { sizesFrom: 48 },
  }),
};
const first = {
  ...control,
  number_of_bars: bits(7, 5, 'Number of Resizable BARs', 'RO', { linux: 'PCI_REBAR_CTRL_NBAR_MASK' }),
};

export default defineExtended(() => ({
  id: 0x0015,
  name: 'resizable_bar',
  title: 'Resizable BAR',
  spec: 'PCIe 6.0 §7.8.6',
  aliases: { setpci: 'ECAP_REBAR', linux: 'PCI_EXT_CAP_ID_REBAR' },
  inVf: 'not-implemented',
  vf: vf(
    'not-implemented-in-vf',
    null,
    'A VF has no BARs of its own to resize; see the VF Resizable BAR capability of its PF.',
    { spec: 'r6/7 7.8.6; r5 9.3.7.4' },
  ),
  length: { field: 'control_0.number_of_bars', times: 8, add: 4 },
  macros: {
    'capability_0.supported_sizes': 'PCI_REBAR_CAP_SIZES',
    'control_0.number_of_bars': 'PCI_REBAR_CTRL_NBAR_SHIFT',
    'control_0 12:8': 'PCI_REBAR_CTRL_BAR_SIZE',
    'control_0.bar_size': 'PCI_REBAR_CTRL_BAR_SHIFT',
  },
  registers: {
    capability_0: register(0x04, 32, 'Resizable BAR Capability, first entry', capability, {
      spec: 'PCIe 6.0 §7.8.6.2',
      linux: 'PCI_REBAR_CAP',
    }),
    control_0: register(0x08, 32, 'Resizable BAR Control, first entry', first, {
      spec: 'PCIe 6.0 §7.8.6.3',
      linux: 'PCI_REBAR_CTRL',
    }),
    capability_1: register(0x0c, 32, 'Resizable BAR Capability, second entry', capability, {
      when: { 'control_0.number_of_bars': { atLeast: 2 } },
      spec: 'PCIe 6.0 §7.8.6.2',
    }),
    control_1: register(0x10, 32, 'Resizable BAR Control, second entry', control, {
      when: { 'control_0.number_of_bars': { atLeast: 2 } },
      spec: 'PCIe 6.0 §7.8.6.3',
    }),
    capability_2: register(0x14, 32, 'Resizable BAR Capability, third entry', capability, {
      when: { 'control_0.number_of_bars': { atLeast: 3 } },
      spec: 'PCIe 6.0 §7.8.6.2',
    }),
    control_2: register(0x18, 32, 'Resizable BAR Control, third entry', control, {
      when: { 'control_0.number_of_bars': { atLeast: 3 } },
      spec: 'PCIe 6.0 §7.8.6.3',
    }),
    capability_3: register(0x1c, 32, 'Resizable BAR Capability, fourth entry', capability, {
      when: { 'control_0.number_of_bars': { atLeast: 4 } },
      spec: 'PCIe 6.0 §7.8.6.2',
    }),
    control_3: register(0x20, 32, 'Resizable BAR Control, fourth entry', control, {
      when: { 'control_0.number_of_bars': { atLeast: 4 } },
      spec: 'PCIe 6.0 §7.8.6.3',
    }),
    capability_4: register(0x24, 32, 'Resizable BAR Capability, fifth entry', capability, {
      when: { 'control_0.number_of_bars': { atLeast: 5 } },
      spec: 'PCIe 6.0 §7.8.6.2',
    }),
    control_4: register(0x28, 32, 'Resizable BAR Control, fifth entry', control, {
      when: { 'control_0.number_of_bars': { atLeast: 5 } },
      spec: 'PCIe 6.0 §7.8.6.3',
    }),
    capability_5: register(0x2c, 32, 'Resizable BAR Capability, sixth entry', capability, {
      when: { 'control_0.number_of_bars': { atLeast: 6 } },
      spec: 'PCIe 6.0 §7.8.6.2',
    }),
    control_5: register(0x30, 32, 'Resizable BAR Control, sixth entry', control, {
      when: { 'control_0.number_of_bars': { atLeast: 6 } },
      spec: 'PCIe 6.0 §7.8.6.3',
    }),
  },
}));
