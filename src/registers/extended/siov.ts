import { bit, defineExtended, register, vf, whole } from '../define.ts';

export default defineExtended(() => ({
  id: 0x0038,
  name: 'siov',
  title: 'Scalable I/O Virtualization',
  spec: 'PCIe 7.0',
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'Only a PF has it: it makes the Scalable Device Interfaces (SDIs).'),
  length: 0x10,
  note: 'SDIs take Routing IDs as VFs do, but have no configuration space of their own.',
  registers: {
    capabilities: whole(0x04, 32, 'SIOV Capabilities', 'HwInit', { style: 'hex' }),
    total_sdis: whole(0x08, 16, 'Total SDIs', 'HwInit'),
    status: register(0x0b, 8, 'SIOV Status', {
      enabled: bit(0, 'SDI Enabled', 'RO', { note: 'At least one SDI is enabled.' }),
    }),
    first_sdi_offset: whole(0x0c, 16, 'First SDI Offset', 'RO'),
    sdi_stride: whole(0x0e, 16, 'SDI Stride', 'RO'),
  },
}));
