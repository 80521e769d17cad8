import { defineDvsec, repeat, vf, whole } from '../define.ts';

export default defineDvsec(() => ({
  vendor: 0x1e98,
  dvsecId: 2,
  name: 'cxl_non_cxl_function_map',
  title: 'Non-CXL Function Map (DVSEC)',
  spec: 'CXL 3.1 §8.1.4',
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'It is in Function 0 and governs the whole device.', {
    spec: 'CXL 3.1 §8.1.4',
  }),
  note: 'Bit n of register m: Function m of Device n, or with ARI Function 32 m + n, takes no part in CXL.',
  macros: {
    '': 'PCI_DVSEC_CXL_FUNCTION_MAP',
  },
  registers: {
    map: repeat(
      {
        offset: 0x0c,
        count: 8,
        stride: 4,
        title: 'Non-CXL Function Map',
      },
      whole(0, 32, 'Non-CXL Function Map', 'RO', { style: 'hex' }),
    ),
  },
}));
