import { bits, defineStandard, register } from '../define.ts';
import { vf } from '../vf.ts';

export default defineStandard(() => ({
  id: 0x0a,
  name: 'debug_port',
  title: 'Debug Port',
  spec: 'EHCI 1.0 §C',
  aliases: { setpci: 'CAP_DBG', linux: 'PCI_CAP_ID_DBG' },
  inVf: 'elsewhere',
  vf: vf('not-implemented-in-vf', null, 'Only in USB 2 host controllers: none with it is a VF.'),
  length: 4,
  registers: {
    location: register(0x02, 16, 'Debug Port Location', {
      offset: bits(12, 0, 'Offset in BAR', 'RO', { style: 'address' }),
      bar: bits(15, 13, 'BAR', 'RO', {
        values: {
          1: 'BAR 0',
          2: 'BAR 1',
          3: 'BAR 2',
          4: 'BAR 3',
          5: 'BAR 4',
          6: 'BAR 5',
          rest: 'reserved',
        },
      }),
    }),
  },
}));
