import { bits, defineExtended, register, whole } from '../define.ts';
import { vsecHeader, vsecInVf } from './vsec.ts';

export default defineExtended(() => ({
  id: 0x000b,
  name: 'vsec_intel_pmt',
  title: 'Intel Feature Discovery (VSEC)',
  spec: 'Linux 6.12 drivers/platform/x86/intel/vsec.c',
  when: {
    '@vendor': 0x8086,
    'header.id': [2, 3, 4, 12, 65, 66, 71],
    'header.revision': 1,
    'header.length': 0x10,
  },
  inVf: 'optional',
  vf: vsecInVf,
  length: { field: 'header.length' },
  note: 'The VSEC ID is the feature: 2 telemetry, 3 watcher, 4 crash log, 12 discovery, 65 SDSi, 66 TPMI, 71 S3M.',
  registers: {
    ...vsecHeader,
    number_of_entries: whole(0x0a, 8, 'Number of Entries', 'RO'),
    entry_size: whole(0x0b, 8, 'Entry Size', 'RO', { unit: { label: 'bytes', times: 4 } }),
    discovery_table: register(0x0c, 32, 'Discovery Table', {
      bar: bits(2, 0, 'BAR', 'RO'),
      offset: bits(31, 3, 'Offset in the BAR', 'RO', {
        style: 'address',
        unit: { label: 'bytes', times: 8 },
      }),
    }),
  },
}));
