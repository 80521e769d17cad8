import { defineExtended, vf, whole } from '../define.ts';

export default defineExtended(() => ({
  id: 0x0037,
  name: 'nop_flit',
  title: 'NOP Flit',
  spec: 'PCIe 6.3 §7.8.14',
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'It belongs to the Link.'),
  length: 0x14,
  note: 'No public source names the fields of its registers.',
  registers: {
    capabilities: whole(0x04, 32, 'NOP Flit Capabilities', 'HwInit', {
      style: 'hex',
      spec: 'PCIe 6.3 §7.8.14.2',
    }),
    control_1: whole(0x08, 32, 'NOP Flit Control 1', 'RW', { style: 'hex', spec: 'PCIe 6.3 §7.8.14.3' }),
    control_2: whole(0x0c, 32, 'NOP Flit Control 2', 'RW', { style: 'hex', spec: 'PCIe 6.3 §7.8.14.4' }),
    status: whole(0x10, 32, 'NOP Flit Status', 'RO', { style: 'hex', spec: 'PCIe 6.3 §7.8.14.5' }),
  },
}));
