import { flags, only, type Row, type Table, value } from './language.ts';
import { hex, named, sign } from './wordings.ts';

const vsecNames = [
  'vsec',
  'vsec_altera_cvp',
  'vsec_amd_scratch',
  'vsec_dw_dma',
  'vsec_dw_ptm',
  'vsec_dw_ras_des',
  'vsec_ibm_capi',
  'vsec_intel_pmt',
  'vsec_thunderbolt',
  'vsec_xilinx_mcap',
  'vsec_xilinx_memory',
] as const;

const vsec = (): Table => ({
  capabilities: vsecNames,
  rows: [
    value('', 'Vendor Specific Information: ID=* ', 'vsec.header.id', hex(4)),
    value('', 'Rev=* ', 'vsec.header.revision'),
    value('', 'Len=* ', 'vsec.header.length', hex(3)),
  ],
});

/** The title of every DVSEC says whose it is, and which; `end` follows its length. */
export const dvsecRows = (end: string): readonly Row[] => [
  value('', 'Designated Vendor-Specific: Vendor=* ', 'dvsec.dvsec_header_1.vendor_id', hex(4)),
  value('', 'ID=* ', 'dvsec.dvsec_header_2.id', hex(4)),
  value('', 'Rev=* ', 'dvsec.dvsec_header_1.revision'),
  value('', `Len=*${end}`, 'dvsec.dvsec_header_1.length'),
];

const dvsec = (): Table => ({
  capabilities: ['dvsec'],
  rows: dvsecRows(' <?>'),
});

const steeringTables = [
  'No steering table available',
  'Steering table in TPH capability structure',
  'Steering table in MSI-X table',
  'Reserved steering table location',
];
const supported = named({ 1: 'supported' });

const tph = (): Table => ({
  capabilities: ['tph'],
  rows: [
    value(
      'all lines',
      '**',
      'tph.capability',
      only((_, get) =>
        [
          'Transaction Processing Hints',
          get('tph.capability.interrupt_vector_mode_supported')
            ? 'Interrupt vector mode supported'
            : undefined,
          get('tph.capability.device_specific_mode_supported') ? 'Device specific mode supported' : undefined,
          get('tph.capability.extended_tph_requester_supported') ? 'Extended requester support' : undefined,
          steeringTables[get('tph.capability.st_table_location') ?? 3],
        ]
          .filter((text) => text !== undefined)
          .join('; '),
      ),
    ),
    value('', 'Interrupt vector mode **', 'tph.capability.interrupt_vector_mode_supported', supported),
    value('', 'Device specific mode **', 'tph.capability.device_specific_mode_supported', supported),
    value(
      '',
      'Extended requester **',
      'tph.capability.extended_tph_requester_supported',
      named({ 1: 'support' }),
    ),
    value('', 'No steering table **', 'tph.capability.st_table_location', named({ 0: 'available' })),
    value(
      '',
      'Steering table in **',
      'tph.capability.st_table_location',
      named({ 1: 'TPH capability structure', 2: 'MSI-X table' }),
    ),
  ],
});

const doe = (): Table => ({
  capabilities: ['doe'],
  rows: [
    ...flags('DOECap', 'doe.capabilities', { IntSup: 'interrupt_support' }),
    value('DOECap', 'Interrupt Message Number *', 'doe.capabilities.interrupt_message_number', hex(3)),
    ...flags('DOECtl', 'doe.control', { IntEn: 'interrupt_enable' }),
    ...flags('DOESta', 'doe.status', {
      Busy: 'busy',
      IntSta: 'interrupt_status',
      ObjectReady: 'data_object_ready',
    }),
    // lspci 3.9 shows it when another bit is set.
    value('DOESta', 'Error±', 'doe.status.error', only(sign.show)),
  ],
  other: [value('DOECap', 'IntMsgNum *', 'doe.capabilities.interrupt_message_number')],
});

export default [vsec, dvsec, tph, doe];
