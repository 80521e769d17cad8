import { flags, type Table, unread, type Values, value, type Wording } from './language.ts';
import { bit, hex, named, oneOf } from './wordings.ts';

/** For a reserved code lspci prints `[6]`; the pattern takes what comes before the bracket. */
const widthNames = { 0: '8bit', 1: '16bit', 3: '32bit', 4: '2bit', 5: '4bit', 7: 'N/C' };
const widths = named({ 2: '[2', 6: '[6', ...widthNames });
const frequencies = [200, 300, 400, 500, 600, 800, 1000, 1200, 1400, 1600];
const frequencyName = (mhz: number): string => (mhz < 1000 ? `${mhz}MHz` : `${(mhz / 1000).toFixed(1)}GHz`);
const frequency = oneOf(Array(16).keys(), (code) => {
  const mhz = frequencies[code];
  return mhz !== undefined ? frequencyName(mhz) : code === 15 ? 'Vend' : `[${code.toString(16)}]`;
});

const linkControl = {
  CFlE: 'crc_flood_enable',
  CST: 'crc_start_test',
  CFE: 'crc_force_error',
  '<LkFail': 'link_failure',
  Init: 'initialization_complete',
  EOC: 'end_of_chain',
  TXO: 'transmitter_off',
  IsocEn: 'isochronous_enable',
  LSEn: 'ldtstop_tristate_enable',
  ExtCTL: 'extended_ctl_time',
  '64b': 'addressing_64bit_enable',
} as const;
const linkConfiguration = {
  DwFcIn: 'doubleword_flow_control_in',
  DwFcOut: 'doubleword_flow_control_out',
  DwFcInEn: 'doubleword_flow_control_in_enable',
  DwFcOutEn: 'doubleword_flow_control_out_enable',
} as const;
const linkError = {
  '<Prot': 'protocol_error',
  '<Ovfl': 'overflow_error',
  '<EOC': 'end_of_chain_error',
  CTLTm: 'ctl_timeout',
} as const;
const features = {
  IsocFC: 'isochronous_flow_control',
  LDTSTOP: 'ldtstop',
  CRCTM: 'crc_test_mode',
  ECTLT: 'extended_ctl_time_required',
  '64bA': 'addressing_64bit',
  UIDRD: 'unit_id_reorder_disable',
} as const;
const errorHandling = {
  PFlE: 'protocol_error_flood_enable',
  OFlE: 'overflow_error_flood_enable',
  PFE: 'protocol_error_fatal_enable',
  OFE: 'overflow_error_fatal_enable',
  EOCFE: 'end_of_chain_error_fatal_enable',
  RFE: 'response_error_fatal_enable',
  CRCFE: 'crc_error_fatal_enable',
  SERRFE: 'system_error_fatal_enable',
  CF: 'chain_fail',
  RE: 'response_error',
  PNFE: 'protocol_error_nonfatal_enable',
  ONFE: 'overflow_error_nonfatal_enable',
  EOCNFE: 'end_of_chain_error_nonfatal_enable',
  RNFE: 'response_error_nonfatal_enable',
  CRCNFE: 'crc_error_nonfatal_enable',
  SERRNFE: 'system_error_nonfatal_enable',
} as const;

/** `200MHz±` and so on: bits of one register, of which lspci reads the lower half. */
const frequencyRows = (line: string, path: Parameters<typeof value>[2]) =>
  [...frequencies.map(frequencyName), 'Vend'].map((name, n) =>
    value(line, `${name}±`, path, bit(name === 'Vend' ? 15 : n, 16)),
  );

const minor: Wording = {
  show: (code) => String(code).padStart(2, '0'),
  read: (words) => (/^\d\d$/.test(words) ? Number(words) : undefined),
};

const slave = (): Table => ({
  capabilities: ['hypertransport_slave'],
  rows: [
    value('Command', 'BaseUnitID=*', 'hypertransport_slave.command.base_unit_id'),
    value('Command', 'UnitCnt=*', 'hypertransport_slave.command.unit_count'),
    ...flags('Command', 'hypertransport_slave.command', {
      MastHost: 'master_host',
      DefDir: 'default_direction',
      DUL: 'drop_on_uninitialized_link',
    }),
    ...flags('Link Control #', 'hypertransport_slave.link[0].control', linkControl),
    value('Link Control #', '<CRCErr=*', 'hypertransport_slave.link[0].control.crc_error', hex()),
    ...flags('Link Config #', 'hypertransport_slave.link[0].configuration', linkConfiguration),
    value('Link Config #', 'MLWI=*', 'hypertransport_slave.link[0].configuration.max_width_in', widths),
    value('Link Config #', 'MLWO=*', 'hypertransport_slave.link[0].configuration.max_width_out', widths),
    value('Link Config #', ' LWI=*', 'hypertransport_slave.link[0].configuration.width_in', widths),
    value('Link Config #', ' LWO=*', 'hypertransport_slave.link[0].configuration.width_out', widths),
    value('Revision ID', '*.', 'hypertransport_slave.revision.major'),
    value('Revision ID', '.*', 'hypertransport_slave.revision.minor', minor),
    value('Link Frequency #', '**', 'hypertransport_slave.link_frequency[0].current.frequency', frequency),
    ...flags('Link Error #', 'hypertransport_slave.link_frequency[0].current', linkError),
    ...frequencyRows(
      'Link Frequency Capability #',
      'hypertransport_slave.link_frequency[0].capability.frequencies',
    ),
    ...flags('Feature Capability', 'hypertransport_slave.features', features),
    ...flags('Error Handling', 'hypertransport_slave.error_handling', errorHandling),
    value('Prefetchable memory behind bridge Upper', '*-', 'hypertransport_slave.memory_base_upper', hex(2)),
    value('Prefetchable memory behind bridge Upper', '-*', 'hypertransport_slave.memory_limit_upper', hex(2)),
    value('Bus Number', '*', 'hypertransport_slave.bus_number', hex(2)),
  ],
});

const host = (): Table => ({
  capabilities: ['hypertransport_host'],
  rows: [
    ...flags('Command', 'hypertransport_host.command', {
      WarmRst: 'warm_reset',
      DblEnd: 'double_ended',
      ChainSide: 'chain_side',
      HostHide: 'host_hide',
      Slave: 'act_as_slave',
      '<EOCErr': 'inbound_end_of_chain_error',
      DUL: 'drop_on_uninitialized_link',
    }),
    // 3.7 prints another number.
    ...unread([value('Command', 'DevNum=*', 'hypertransport_host.command.device_number')]),
    ...flags('Link Control', 'hypertransport_host.link_control', linkControl),
    value('Link Control', '<CRCErr=*', 'hypertransport_host.link_control.crc_error', hex()),
    ...flags('Link Config', 'hypertransport_host.link_configuration', linkConfiguration),
    value('Link Config', 'MLWI=*', 'hypertransport_host.link_configuration.max_width_in', widths),
    value('Link Config', 'MLWO=*', 'hypertransport_host.link_configuration.max_width_out', widths),
    value('Link Config', ' LWI=*', 'hypertransport_host.link_configuration.width_in', widths),
    value('Link Config', ' LWO=*', 'hypertransport_host.link_configuration.width_out', widths),
    value('Revision ID', '*.', 'hypertransport_host.revision.major'),
    value('Revision ID', '.*', 'hypertransport_host.revision.minor', minor),
    value('Link Frequency', '**', 'hypertransport_host.link_frequency.frequency', frequency),
    ...flags('Link Error', 'hypertransport_host.link_frequency', linkError),
    ...frequencyRows(
      'Link Frequency Capability',
      'hypertransport_host.link_frequency_capability.frequencies',
    ),
    ...flags('Feature Capability', 'hypertransport_host.features', {
      ...features,
      ExtRS: 'extended_register_set',
      UCnfE: 'upstream_configuration_enable',
    }),
    ...flags('Error Handling', 'hypertransport_host.error_handling', errorHandling),
    value('Prefetchable memory behind bridge Upper', '*-', 'hypertransport_host.memory_base_upper', hex(2)),
    value('Prefetchable memory behind bridge Upper', '-*', 'hypertransport_host.memory_limit_upper', hex(2)),
  ],
});

const revision = (): Table => ({
  capabilities: ['hypertransport_revision_id'],
  rows: [
    value('', 'Revision ID: *.', 'hypertransport_revision_id.command.major'),
    value('', 'Revision ID: **', 'hypertransport_revision_id.command.minor', {
      show: (code, get) =>
        `${get('hypertransport_revision_id.command.major')}.${String(code).padStart(2, '0')}`,
      read: (words) => minor.read?.(words.replace(/^\d+\./, '')),
    }),
  ],
});

const mappingAddress: Wording = {
  show(low, get) {
    const upper = get('hypertransport_msi_mapping.address_upper') ?? 0;
    const base = (low & 0xfff00000) >>> 0;
    return upper.toString(16).padStart(8, '0') + base.toString(16).padStart(8, '0');
  },
  read(words): Values | undefined {
    if (!/^[0-9a-f]{11}0{5}$/i.test(words)) return undefined;
    return {
      'hypertransport_msi_mapping.address.address': parseInt(words.slice(8, 11), 16),
      'hypertransport_msi_mapping.address_upper': parseInt(words.slice(0, 8), 16),
    };
  },
};

const msiMapping = (): Table => ({
  capabilities: ['hypertransport_msi_mapping'],
  rows: [
    ...flags('', 'hypertransport_msi_mapping.command', { Enable: 'enable', Fixed: 'fixed' }),
    value('Mapping Address Base', '*', 'hypertransport_msi_mapping.address', mappingAddress),
  ],
});

export default [slave, host, revision, msiMapping];
