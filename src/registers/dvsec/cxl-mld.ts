import { defineDvsec, whole } from '../define.ts';
import { notKnownInVf } from '../vf.ts';

export default defineDvsec(() => ({
  vendor: 0x1e98,
  dvsecId: 9,
  name: 'cxl_mld',
  title: 'Multi-Logical Device (DVSEC)',
  spec: 'CXL 3.1 §8.1.10',
  inVf: 'not-known',
  vf: notKnownInVf('no text of the specification was found on this DVSEC in VFs.'),
  registers: {
    lds_supported: whole(0x0a, 16, 'Number of LDs Supported', 'HwInit'),
    ld_id_hot_reset_vector: whole(0x0c, 16, 'LD-ID Hot Reset Vector', 'RW', { style: 'hex' }),
  },
}));
