import { bytes, defineExtended } from '../define.ts';
import { vsecHeader, vsecInVf } from './vsec.ts';

export default defineExtended(() => ({
  id: 0x000b,
  name: 'vsec_thunderbolt',
  title: 'Intel Thunderbolt (VSEC)',
  spec: 'Linux 6.1 drivers/pci/probe.c',
  when: { '@vendor': 0x8086, 'header.id': 0x1234 },
  inVf: 'optional',
  vf: vsecInVf,
  length: { field: 'header.length' },
  note: 'Marks the Functions of a Thunderbolt controller; what it holds is not public.',
  registers: {
    ...vsecHeader,
    body: bytes(0x08, { field: 'header.length', plus: -8 }, 'Thunderbolt Registers', 'RO'),
  },
}));
