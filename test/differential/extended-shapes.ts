import { tableOf } from '../../src/input/formats/lspci/words/tables.ts';
import { tables } from '../../src/registers/tables.ts';
import type { Shape } from './generated.ts';

/** A VF BAR is memory of 32 or 64 bits: bits 1:0 are 0, and bit 2 of the last one, which has no upper half. */
const legalVfBars = { 36: 3, 40: 3, 44: 3, 48: 3, 52: 3, 56: 7 };

const vcs = (count: number): Required<Shape>['oneOf'] => ({
  'vc.port_capability_1.extended_vc_count': [count],
});

/** The headers of a DVSEC. */
const dvsec = (vendor: number, id: number, revision: number, length: number): Required<Shape>['fixed'] => ({
  4: vendor & 0xff,
  5: vendor >> 8,
  6: revision | ((length & 0xf) << 4),
  7: length >> 4,
  8: id & 0xff,
  9: id >> 8,
});
const cxl = (id: number, revision: number, length: number): Pick<Shape, 'fixed' | 'length'> => ({
  fixed: dvsec(0x1e98, id, revision, length),
  length,
});

/** lspci 3.9.0 reads past its lists of names, and may end, at reserved codes of a range. */
const namedCodes: Required<Shape>['oneOf'] = {
  'cxl_device.capability_2.cache_size_unit': [0, 1, 2],
  'cxl_device.range[0].size_low.media_type': [0, 1, 2],
  'cxl_device.range[0].size_low.memory_class': [0, 1, 2],
  'cxl_device.range[0].size_low.desired_interleave': [0, 1, 2, 3, 4, 5, 6, 7],
  'cxl_device.range[0].size_low.memory_active_timeout': [0, 1, 2, 3, 4],
  'cxl_device.range[1].size_low.media_type': [0, 1, 2],
  'cxl_device.range[1].size_low.memory_class': [0, 1, 2],
  'cxl_device.range[1].size_low.desired_interleave': [0, 1, 2, 3, 4, 5, 6, 7],
  'cxl_device.range[1].size_low.memory_active_timeout': [0, 1, 2, 3, 4],
};
/** Bits 27:0 of both Range Base Low. */
const rangeBases = {
  36: 0xff,
  37: 0xff,
  38: 0xff,
  39: 0x0f,
  52: 0xff,
  53: 0xff,
  54: 0xff,
  55: 0x0f,
};

const decoded: readonly Shape[] = [
  { name: 'aer' },
  { name: 'aer', type: 4 },
  { name: 'aer', type: 6 },
  { name: 'aer', type: 10 },
  { name: 'vc', length: 0x70, oneOf: vcs(0) },
  { name: 'vc', length: 0x70, type: 4, oneOf: vcs(1) },
  { name: 'vc', length: 0x70, type: 5, oneOf: vcs(7) },
  { name: 'vc9', length: 0x70 },
  { name: 'dsn' },
  {
    name: 'rc_link_declaration',
    type: 4,
    length: 0x60,
    oneOf: { 'rc_link_declaration.element_self_description.number_of_link_entries': [0, 1, 2, 3, 4, 5] },
  },
  { name: 'rcec', type: 10 },
  { name: 'rcec', type: 10, capabilityVersion: 2, reserved: { 7: 0x80 } },
  { name: 'vsec' },
  { name: 'vsec_thunderbolt', length: 0x50, fixed: { 4: 0x34, 5: 0x12, 6: 0x01, 7: 0x05 } },
  { name: 'acs' },
  { name: 'acs', type: 4 },
  { name: 'ari' },
  { name: 'ats' },
  { name: 'sriov', reserved: legalVfBars },
  { name: 'multicast' },
  { name: 'multicast', type: 1 },
  { name: 'multicast', type: 4 },
  { name: 'pri' },
  { name: 'resizable_bar', oneOf: { 'resizable_bar.control_0.number_of_bars': [1, 2, 3, 4, 5, 6] } },
  { name: 'vf_resizable_bar', oneOf: { 'vf_resizable_bar.control_0.number_of_bars': [1, 2, 3, 4, 5, 6] } },
  { name: 'tph', length: 0x80 },
  { name: 'ltr' },
  { name: 'secondary_pcie', type: 4 },
  { name: 'secondary_pcie', reserved: { 10: 0xff, 11: 0xff } },
  { name: 'pasid' },
  { name: 'dpc', type: 4, length: 0x60 },
  { name: 'dpc', type: 6 },
  { name: 'l1_pm_substates' },
  { name: 'l1_pm_substates', type: 4 },
  { name: 'ptm' },
  { name: 'dvsec', length: 0x80 },
  { name: 'doe' },
  { name: 'cxl_device', ...cxl(0, 1, 0x38), oneOf: namedCodes, reserved: rangeBases },
  { name: 'cxl_device', ...cxl(0, 2, 0x3c), oneOf: namedCodes },
  { name: 'cxl_non_cxl_function_map', ...cxl(2, 0, 0x2c) },
  { name: 'cxl_port_extensions', type: 4, ...cxl(3, 0, 0x28) },
  { name: 'cxl_gpf_port', type: 4, ...cxl(4, 0, 0x10) },
  { name: 'cxl_gpf_device', ...cxl(5, 0, 0x10) },
  { name: 'cxl_flex_bus_port', ...cxl(7, 0, 0x10) },
  { name: 'cxl_flex_bus_port', ...cxl(7, 1, 0x14) },
  { name: 'cxl_flex_bus_port', ...cxl(7, 2, 0x20) },
  { name: 'cxl_register_locator', ...cxl(8, 0, 0x1c) },
  { name: 'cxl_register_locator', ...cxl(8, 0, 0x2c) },
  { name: 'cxl_mld', ...cxl(9, 0, 0x10) },
  { name: 'cxl_test', ...cxl(0x0a, 0, 0x22) },
];

/** Their bytes say nothing to lspci, so a few of each are enough to compare title and version. */
const titled: readonly Shape[] = tables
  .filter(({ kind, name }) => kind === 'extended' && tableOf(name) === undefined)
  .map(({ name }) => ({ name, cases: 8 }));

export const extendedShapes: readonly Shape[] = [...decoded, ...titled];
