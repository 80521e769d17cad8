import { bit, defineExtended, register, whole } from '../define.ts';
import { notKnownInVf } from '../vf.ts';

export default defineExtended(() => ({
  id: 0x0038,
  name: 'siov',
  title: 'Scalable I/O Virtualization',
  spec: 'PCIe 7.0',
  inVf: 'not-known',
  vf: notKnownInVf('no text was found on this capability in VFs.'),
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
