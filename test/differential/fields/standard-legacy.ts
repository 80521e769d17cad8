import { flags, hex, named, power, type Show, type Table, value } from './language.ts';

/** Capabilities of which lspci prints a name and no more. */
export const namedStandard: readonly Table[] = [
  { capabilities: ['vpd'], title: /^Vital Product Data/, rows: [] },
  { capabilities: ['shpc'], title: /^Hot-plug capable/, rows: [] },
  { capabilities: ['cpci_hot_swap'], title: /^CompactPCI hot-swap/, rows: [] },
  { capabilities: ['cpci_central_resource'], title: /^CompactPCI central resource/, rows: [] },
  { capabilities: ['agp_8x'], title: /^AGP3/, rows: [] },
  { capabilities: ['secure_device'], title: /^Secure device/, rows: [] },
  { capabilities: ['fpb'], title: /^Capability ID 0x15/, rows: [] },
  { capabilities: ['hypertransport_switch'], title: /^HyperTransport: Switch/, rows: [] },
  { capabilities: ['hypertransport_interrupt'], title: /^HyperTransport: Interrupt Discovery/, rows: [] },
  { capabilities: ['hypertransport_unit_id_clumping'], title: /^HyperTransport: UnitID/, rows: [] },
  {
    capabilities: ['hypertransport_extended_configuration'],
    title: /^HyperTransport: Extended Conf/,
    rows: [],
  },
  { capabilities: ['hypertransport_address_mapping'], title: /^HyperTransport: Address M/, rows: [] },
  { capabilities: ['hypertransport_direct_route'], title: /^HyperTransport: DirectRoute/, rows: [] },
  { capabilities: ['hypertransport_vcset'], title: /^HyperTransport: VCSet/, rows: [] },
  { capabilities: ['hypertransport_error_retry'], title: /^HyperTransport: Retry/, rows: [] },
];

const slotId: Table = {
  capabilities: ['slot_id'],
  title: /^Slot ID/,
  rows: [
    value('', 'Slot ID: * slots', 'slot_id.expansion_slot.slots_provided'),
    value('', 'First±', 'slot_id.expansion_slot.first_in_chassis', (set) => (set ? '+' : '-')),
    value('', 'chassis *', 'slot_id.chassis_number', hex(2)),
  ],
};

const outstanding: Show = named({ 0: '1', 1: '2', 2: '3', 3: '4', 4: '8', 5: '12', 6: '16', 7: '32' });
const statusWords = {
  '64bit': 'device_64bit',
  '133MHz': 'capable_133mhz',
  SCD: 'split_completion_discarded',
  USC: 'unexpected_split_completion',
} as const;

/** Bus, device and function as the Function itself keeps them. */
const place = (bus: number | undefined, deviceFunction: number): string =>
  `${(bus ?? 0).toString(16).padStart(2, '0')}:${(deviceFunction >> 3).toString(16).padStart(2, '0')}.${deviceFunction & 7}`;

const pcix: Table = {
  capabilities: ['pcix'],
  title: /^PCI-X non-bridge/,
  rows: [
    ...flags('Command', 'pcix.command', {
      DPERE: 'data_parity_error_recovery_enable',
      ERO: 'enable_relaxed_ordering',
    }),
    value('Command', 'RBC=*', 'pcix.command.maximum_memory_read_byte_count', power(512)),
    value('Command', 'OST=*', 'pcix.command.maximum_outstanding_split_transactions', outstanding),
    value('Status', 'Dev=*', 'pcix.status.device_function', (low, get) =>
      place(get('pcix.status.bus_number'), low),
    ),
    ...flags('Status', 'pcix.status', {
      ...statusWords,
      RSCEM: 'received_split_completion_error_message',
      '266MHz': 'capable_266mhz',
      '533MHz': 'capable_533mhz',
    }),
    value('Status', ' DC=*', 'pcix.status.device_complexity', named({ 0: 'simple', 1: 'bridge' })),
    value('Status', 'DMMRBC=*', 'pcix.status.designed_maximum_memory_read_byte_count', power(512)),
    value('Status', 'DMOST=*', 'pcix.status.designed_maximum_outstanding_split_transactions', outstanding),
    value('Status', 'DMCRS=*', 'pcix.status.designed_maximum_cumulative_read_size', power(8)),
  ],
};

const pcixBridge: Table = {
  capabilities: ['pcix_bridge'],
  title: /^PCI-X bridge/,
  rows: [
    ...flags('Secondary Status', 'pcix_bridge.secondary_status', {
      ...statusWords,
      SCO: 'split_completion_overrun',
      SRD: 'split_request_delayed',
    }),
    value(
      'Secondary Status',
      'Freq=*',
      'pcix_bridge.secondary_status.mode_and_frequency',
      (code) => ['conv', '66MHz', '100MHz', '133MHz'][code] ?? `?${code}`,
    ),
    value('Status', 'Dev=*', 'pcix_bridge.bridge_status', (raw) => place((raw >>> 8) & 0xff, raw & 0xff)),
    ...flags('Status', 'pcix_bridge.bridge_status', {
      ...statusWords,
      SCO: 'split_completion_overrun',
      SRD: 'split_request_delayed',
    }),
    value('Upstream', 'Capacity=*', 'pcix_bridge.upstream_split_transaction_control.capacity'),
    value('Upstream', 'CommitmentLimit=*', 'pcix_bridge.upstream_split_transaction_control.commitment_limit'),
    value('Downstream', 'Capacity=*', 'pcix_bridge.downstream_split_transaction_control.capacity'),
    value(
      'Downstream',
      'CommitmentLimit=*',
      'pcix_bridge.downstream_split_transaction_control.commitment_limit',
    ),
  ],
};

/** Rates of AGP: bits 2:0 stand for other ones in AGP 3 mode. */
const rates: Show = (raw, get) => {
  const agp3 = get('agp.version.major') === 3 && get('agp.status.agp_3_mode') === 1;
  const list = [0, 1, 2].filter((bit) => (raw >> bit) & 1).map((bit) => `x${1 << (bit + (agp3 ? 2 : 0))}`);
  return list.length > 0 ? list.join(',') : '<none>';
};

const agp: Table = {
  capabilities: ['agp'],
  title: /^AGP version/,
  rows: [
    value('', 'AGP version *.', 'agp.version.major', hex()),
    value(
      '',
      'AGP version **',
      'agp.version',
      (raw) => `${(raw >> 4).toString(16)}.${(raw & 15).toString(16)}`,
    ),
    value('Status', 'RQ=*', 'agp.status.request_queue_depth', (depth) => String(depth + 1)),
    ...flags('Status', 'agp.status', {
      Iso: 'isochronous',
      SBA: 'sideband_addressing',
      ITACoh: 'inside_aperture_coherent',
      GART64: 'gart_64bit',
      HTrans: 'host_translation_disabled',
      '64bit': 'over_4gb',
      FW: 'fast_writes',
      AGP3: 'agp_3_mode',
    }),
    value('Status', 'ArqSz=*', 'agp.status.optimum_request_size'),
    value('Status', ' Cal=*', 'agp.status.calibration_cycle'),
    value('Status', 'Rate=**', 'agp.status', rates),
    value('Command', 'RQ=*', 'agp.command.request_queue_depth', (depth) => String(depth + 1)),
    ...flags('Command', 'agp.command', {
      SBA: 'sideband_addressing_enable',
      AGP: 'agp_enable',
      GART64: 'gart_64bit_enable',
      '64bit': 'over_4gb_enable',
      FW: 'fast_write_enable',
    }),
    value('Command', 'ArqSz=*', 'agp.command.optimum_request_size'),
    value('Command', ' Cal=*', 'agp.command.calibration_cycle'),
    value('Command', 'Rate=**', 'agp.command', rates),
  ],
};

const debugPort: Table = {
  capabilities: ['debug_port'],
  title: /^Debug port/,
  rows: [
    value('', 'BAR=*', 'debug_port.location.bar'),
    value('', 'offset=*', 'debug_port.location.offset', hex(4)),
  ],
};

const subsystem: Table = {
  capabilities: ['bridge_subsystem'],
  title: /^Subsystem/,
  rows: [
    value('', 'Subsystem: **', 'bridge_subsystem.subsystem_vendor_id', (vendor, get) => {
      const id = get('bridge_subsystem.subsystem_id') ?? 0;
      return `${vendor.toString(16).padStart(4, '0')}:${id.toString(16).padStart(4, '0')}`;
    }),
  ],
};

const sata: Table = {
  capabilities: ['sata'],
  title: /^SATA HBA/,
  rows: [
    value('', 'SATA HBA v*.', 'sata.revision.major'),
    value('', 'SATA HBA **', 'sata.location.bar', (bar, get) => {
      const version = `v${get('sata.revision.major')}.${get('sata.revision.minor')}`;
      if (bar === 15) return `${version} InCfgSpace`;
      if (bar < 4 || bar > 9) return `${version} BAR??${bar}`;
      const offset = (get('sata.location.offset') ?? 0).toString(16).padStart(8, '0');
      return `${version} BAR${bar - 4} Offset=${offset}`;
    }),
  ],
};

const af: Table = {
  capabilities: ['af'],
  title: /^PCI Advanced Features/,
  rows: [
    ...flags('AFCap', 'af.capabilities', { TP: 'transactions_pending', FLR: 'function_level_reset' }),
    ...flags('AFCtrl', 'af.control', { FLR: 'initiate_flr' }),
    ...flags('AFStatus', 'af.status', { TP: 'transactions_pending' }),
  ],
};

const vendorSpecific: Table = {
  capabilities: ['vendor_specific'],
  title: /^Vendor Specific Information/,
  rows: [value('', 'Len=*', 'vendor_specific.length', hex(2))],
};

/** Of a reserved code lspci prints `[6]`, of which the pattern takes what stands before the bracket. */
const widths: Show = (code) =>
  ({ 0: '8bit', 1: '16bit', 3: '32bit', 4: '2bit', 5: '4bit', 7: 'N/C' })[code] ?? `[${code.toString(16)}`;
const frequencies = [200, 300, 400, 500, 600, 800, 1000, 1200, 1400, 1600];
const frequencyName = (mhz: number): string => (mhz < 1000 ? `${mhz}MHz` : `${(mhz / 1000).toFixed(1)}GHz`);
const frequency: Show = (code) => {
  const mhz = frequencies[code];
  return mhz !== undefined ? frequencyName(mhz) : code === 15 ? 'Vend' : `[${code.toString(16)}]`;
};

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

/** `200MHz±` and so on: bits of one register. */
const frequencyRows = (line: string, path: Parameters<typeof value>[2]) =>
  [...frequencies.map(frequencyName), 'Vend'].map((name, n) =>
    value(line, `${name}±`, path, (mask) => ((mask >> (name === 'Vend' ? 15 : n)) & 1 ? '+' : '-')),
  );

const slave: Table = {
  capabilities: ['hypertransport_slave'],
  title: /^HyperTransport: Slave/,
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
    value('Revision ID', '.*', 'hypertransport_slave.revision.minor', (minor) =>
      String(minor).padStart(2, '0'),
    ),
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
};

const host: Table = {
  capabilities: ['hypertransport_host'],
  title: /^HyperTransport: Host/,
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
    value('Command', 'DevNum=*', 'hypertransport_host.command.device_number'),
    ...flags('Link Control', 'hypertransport_host.link_control', linkControl),
    value('Link Control', '<CRCErr=*', 'hypertransport_host.link_control.crc_error', hex()),
    ...flags('Link Config', 'hypertransport_host.link_configuration', linkConfiguration),
    value('Link Config', 'MLWI=*', 'hypertransport_host.link_configuration.max_width_in', widths),
    value('Link Config', 'MLWO=*', 'hypertransport_host.link_configuration.max_width_out', widths),
    value('Link Config', ' LWI=*', 'hypertransport_host.link_configuration.width_in', widths),
    value('Link Config', ' LWO=*', 'hypertransport_host.link_configuration.width_out', widths),
    value('Revision ID', '*.', 'hypertransport_host.revision.major'),
    value('Revision ID', '.*', 'hypertransport_host.revision.minor', (minor) =>
      String(minor).padStart(2, '0'),
    ),
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
};

const revision: Table = {
  capabilities: ['hypertransport_revision_id'],
  title: /^HyperTransport: Revision/,
  rows: [
    value('', 'Revision ID: *.', 'hypertransport_revision_id.command.major'),
    value(
      '',
      'Revision ID: **',
      'hypertransport_revision_id.command.minor',
      (minor, get) => `${get('hypertransport_revision_id.command.major')}.${String(minor).padStart(2, '0')}`,
    ),
  ],
};

const msiMapping: Table = {
  capabilities: ['hypertransport_msi_mapping'],
  title: /^HyperTransport: MSI Mapping/,
  rows: [
    ...flags('', 'hypertransport_msi_mapping.command', { Enable: 'enable', Fixed: 'fixed' }),
    value('Mapping Address Base', '*', 'hypertransport_msi_mapping.address', (low, get) => {
      const upper = get('hypertransport_msi_mapping.address_upper') ?? 0;
      const base = (low & 0xfff00000) >>> 0;
      return upper.toString(16).padStart(8, '0') + base.toString(16).padStart(8, '0');
    }),
  ],
};

export const legacy: readonly Table[] = [
  slotId,
  pcix,
  pcixBridge,
  agp,
  debugPort,
  subsystem,
  sata,
  af,
  vendorSpecific,
  slave,
  host,
  revision,
  msiMapping,
  ...namedStandard,
];
