import { bits, defineDvsec, register, repeat, vf, whole } from '../define.ts';

export default defineDvsec(() => ({
  vendor: 0x1e98,
  dvsecId: 8,
  name: 'cxl_register_locator',
  title: 'Register Locator (DVSEC)',
  spec: 'CXL 3.1 §8.1.9',
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'It is in Function 0 and governs the whole device.', {
    spec: 'CXL 3.1 §8.1.9',
  }),
  macros: {
    '': 'PCI_DVSEC_CXL_REG_LOCATOR',
  },
  registers: {
    block: repeat(
      {
        offset: 0x0c,
        count: { field: 'dvsec_header_1.length', plus: -12, times: 0.125 },
        stride: 8,
        title: 'Register blocks',
      },
      {
        low: register(
          0x00,
          32,
          'Register Offset Low',
          {
            bir: bits(2, 0, 'Register BIR', 'HwInit', {
              values: {
                0: 'BAR 0',
                1: 'BAR 1',
                2: 'BAR 2',
                3: 'BAR 3',
                4: 'BAR 4',
                5: 'BAR 5',
                rest: 'reserved',
              },
              linux: 'PCI_DVSEC_CXL_REG_LOCATOR_BIR',
            }),
            identifier: bits(15, 8, 'Register Block Identifier', 'HwInit', {
              values: {
                0: 'empty',
                1: 'component registers',
                2: 'BAR virtualization ACL',
                3: 'device registers',
                4: 'CPMU registers',
                255: 'designated vendor-specific',
                rest: 'reserved',
              },
              linux: 'PCI_DVSEC_CXL_REG_LOCATOR_BLOCK_ID',
            }),
            offset_low: bits(31, 16, 'Register Block Offset Low', 'HwInit', {
              style: 'hex',
              linux: 'PCI_DVSEC_CXL_REG_LOCATOR_BLOCK_OFF_LOW',
            }),
          },
          { linux: 'PCI_DVSEC_CXL_REG_LOCATOR_BLOCK1' },
        ),
        high: whole(0x04, 32, 'Register Block Offset High', 'HwInit', { style: 'hex' }),
      },
    ),
  },
}));
