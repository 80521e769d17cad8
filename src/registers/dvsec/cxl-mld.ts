import { defineDvsec, vf, whole } from '../define.ts';

export default defineDvsec(() => ({
  vendor: 0x1e98,
  dvsecId: 9,
  name: 'cxl_mld',
  title: 'Multi-Logical Device (DVSEC)',
  spec: 'CXL 3.1 §8.1.10',
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'It is in Function 0 and governs the whole device.', {
    spec: 'CXL 3.1 §8.1.10',
  }),
  registers: {
    lds_supported: whole(0x0a, 16, 'Number of LDs Supported', 'HwInit'),
    ld_id_hot_reset_vector: whole(0x0c, 16, 'LD-ID Hot Reset Vector', 'RW', { style: 'hex' }),
  },
}));
