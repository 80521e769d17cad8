/*
 * Which of our fields each word and number of `lspci -vvv` tells of. A row is a capability (as our tables name it),
 * a label that begins a line of lspci, and what stands behind it: `Word+` or `Word-` for a bit, or a pattern with one
 * number. Read off lspci's output.
 */

export interface FlagRow {
  readonly capability: string;
  readonly label: string;
  /** Words in the order of the fields, so that words that stand twice on a line keep apart. */
  readonly words: Readonly<Record<string, string>>;
}

export interface NumberRow {
  readonly capability: string;
  readonly label: string;
  readonly pattern: RegExp;
  readonly path: string;
  /** What lspci prints for a value of ours; the value itself in decimal unless given. */
  readonly print?: (value: number) => string;
}

const hex =
  (digits: number) =>
  (value: number): string =>
    value.toString(16).padStart(digits, '0');
const size = (value: number): string => String(128 << value);
const names =
  (table: Readonly<Record<number, string>>) =>
  (value: number): string =>
    table[value] ?? '?';
const inRegister = (register: string, words: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(words).map(([word, field]) => [word, `${register}.${field}`]));

const uncorrectable = {
  DLP: 'data_link_protocol_error',
  SDES: 'surprise_down_error',
  TLP: 'poisoned_tlp_received',
  FCP: 'flow_control_protocol_error',
  CmpltTO: 'completion_timeout',
  CmpltAbrt: 'completer_abort',
  UnxCmplt: 'unexpected_completion',
  RxOF: 'receiver_overflow',
  MalfTLP: 'malformed_tlp',
  ECRC: 'ecrc_error',
  UnsupReq: 'unsupported_request_error',
  ACSViol: 'acs_violation',
};
const correctable = {
  RxErr: 'receiver_error',
  BadTLP: 'bad_tlp',
  BadDLLP: 'bad_dllp',
  Rollover: 'replay_num_rollover',
  Timeout: 'replay_timer_timeout',
  AdvNonFatalErr: 'advisory_non_fatal_error',
};
const acs = {
  SrcValid: 'source_validation',
  TransBlk: 'translation_blocking',
  ReqRedir: 'p2p_request_redirect',
  CmpltRedir: 'p2p_completion_redirect',
  UpstreamFwd: 'upstream_forwarding',
  EgressCtrl: 'p2p_egress_control',
  DirectTrans: 'direct_translated_p2p',
};
const errors = {
  CorrErr: 'correctable_error_reporting_enable',
  NonFatalErr: 'non_fatal_error_reporting_enable',
  FatalErr: 'fatal_error_reporting_enable',
  UnsupReq: 'unsupported_request_reporting_enable',
};

export const flagRows: readonly FlagRow[] = [
  {
    capability: 'header',
    label: 'Control',
    words: inRegister('header.command', {
      'I/O': 'io_space_enable',
      Mem: 'memory_space_enable',
      BusMaster: 'bus_master_enable',
      SpecCycle: 'special_cycle_enable',
      MemWINV: 'memory_write_and_invalidate',
      VGASnoop: 'vga_palette_snoop',
      ParErr: 'parity_error_response',
      Stepping: 'idsel_stepping',
      SERR: 'serr_enable',
      FastB2B: 'fast_back_to_back_enable',
      DisINTx: 'interrupt_disable',
    }),
  },
  {
    capability: 'header',
    label: 'Status',
    words: inRegister('header.status', {
      Cap: 'capabilities_list',
      '66MHz': 'capable_66mhz',
      UDF: 'user_definable_features',
      FastB2B: 'fast_back_to_back_capable',
      ParErr: 'master_data_parity_error',
      '>TAbort': 'signaled_target_abort',
      '<TAbort': 'received_target_abort',
      '<MAbort': 'received_master_abort',
      '>SERR': 'signaled_system_error',
      '<PERR': 'detected_parity_error',
      INTx: 'interrupt_status',
    }),
  },
  {
    capability: 'header',
    label: 'Secondary status',
    words: inRegister('header.secondary_status', {
      '66MHz': 'capable_66mhz',
      FastB2B: 'fast_back_to_back_capable',
      ParErr: 'master_data_parity_error',
      '>TAbort': 'signaled_target_abort',
      '<TAbort': 'received_target_abort',
      '<MAbort': 'received_master_abort',
      '<SERR': 'received_system_error',
      '<PERR': 'detected_parity_error',
    }),
  },
  {
    capability: 'header',
    label: 'BridgeCtl',
    words: inRegister('header.bridge_control', {
      Parity: 'parity_error_response_enable',
      SERR: 'serr_enable',
      VGA: 'vga_enable',
      VGA16: 'vga_16bit_decode',
      MAbort: 'master_abort_mode',
      '>Reset': 'secondary_bus_reset',
      FastB2B: 'fast_back_to_back_enable',
      PriDiscTmr: 'primary_discard_timer',
      SecDiscTmr: 'secondary_discard_timer',
      DiscTmrStat: 'discard_timer_status',
      DiscTmrSERREn: 'discard_timer_serr_enable',
    }),
  },
  {
    capability: 'pm',
    label: 'Flags',
    words: inRegister('pm.capabilities', {
      PMEClk: 'pme_clock',
      DSI: 'device_specific_initialization',
      D1: 'd1_support',
      D2: 'd2_support',
    }),
  },
  {
    capability: 'pm',
    label: 'Status',
    words: inRegister('pm.control_status', {
      NoSoftRst: 'no_soft_reset',
      'PME-Enable': 'pme_enable',
      PME: 'pme_status',
    }),
  },
  {
    capability: 'msi',
    label: 'MSI',
    words: inRegister('msi.control', {
      Enable: 'enable',
      Maskable: 'per_vector_masking_capable',
      '64bit': 'address_64bit_capable',
    }),
  },
  {
    capability: 'msix',
    label: 'MSI-X',
    words: inRegister('msix.control', { Enable: 'enable', Masked: 'function_mask' }),
  },
  {
    capability: 'pcie',
    label: 'DevCap',
    words: inRegister('pcie.device_capabilities', {
      ExtTag: 'extended_tag_field_supported',
      AttnBtn: 'attention_button_present',
      AttnInd: 'attention_indicator_present',
      PwrInd: 'power_indicator_present',
      RBE: 'role_based_error_reporting',
      FLReset: 'function_level_reset_capability',
    }),
  },
  {
    capability: 'pcie',
    label: 'DevCtl',
    words: inRegister('pcie.device_control', {
      ...errors,
      RlxdOrd: 'enable_relaxed_ordering',
      ExtTag: 'extended_tag_field_enable',
      PhantFunc: 'phantom_functions_enable',
      AuxPwr: 'aux_power_pm_enable',
      NoSnoop: 'enable_no_snoop',
      FLReset: 'bridge_retry_or_flr',
      BrConfRtry: 'bridge_retry_or_flr',
    }),
  },
  {
    capability: 'pcie',
    label: 'DevSta',
    words: inRegister('pcie.device_status', {
      CorrErr: 'correctable_error_detected',
      NonFatalErr: 'non_fatal_error_detected',
      FatalErr: 'fatal_error_detected',
      UnsupReq: 'unsupported_request_detected',
      AuxPwr: 'aux_power_detected',
      TransPend: 'transactions_pending',
    }),
  },
  {
    capability: 'pcie',
    label: 'LnkCap',
    words: inRegister('pcie.link_capabilities', {
      ClockPM: 'clock_power_management',
      Surprise: 'surprise_down_error_reporting_capable',
      LLActRep: 'data_link_layer_link_active_reporting_capable',
      BwNot: 'link_bandwidth_notification_capability',
      ASPMOptComp: 'aspm_optionality_compliance',
    }),
  },
  {
    capability: 'pcie',
    label: 'LnkCtl',
    words: inRegister('pcie.link_control', {
      Disabled: 'link_disable',
      CommClk: 'common_clock_configuration',
      ExtSynch: 'extended_synch',
      ClockPM: 'enable_clock_power_management',
      AutWidDis: 'hardware_autonomous_width_disable',
      BWInt: 'link_bandwidth_management_interrupt_enable',
      AutBWInt: 'link_autonomous_bandwidth_interrupt_enable',
    }),
  },
  {
    capability: 'pcie',
    label: 'LnkSta',
    words: inRegister('pcie.link_status', {
      TrErr: 'training_error',
      Train: 'link_training',
      SlotClk: 'slot_clock_configuration',
      DLActive: 'data_link_layer_link_active',
      BWMgmt: 'link_bandwidth_management_status',
      ABWMgmt: 'link_autonomous_bandwidth_status',
    }),
  },
  {
    capability: 'pcie',
    label: 'SltCap',
    words: inRegister('pcie.slot_capabilities', {
      AttnBtn: 'attention_button_present',
      PwrCtrl: 'power_controller_present',
      MRL: 'mrl_sensor_present',
      AttnInd: 'attention_indicator_present',
      PwrInd: 'power_indicator_present',
      HotPlug: 'hot_plug_capable',
      Surprise: 'hot_plug_surprise',
      Interlock: 'electromechanical_interlock_present',
      NoCompl: 'no_command_completed_support',
    }),
  },
  {
    capability: 'pcie',
    label: 'SltCtl',
    words: inRegister('pcie.slot_control', {
      AttnBtn: 'attention_button_pressed_enable',
      PwrFlt: 'power_fault_detected_enable',
      MRL: 'mrl_sensor_changed_enable',
      PresDet: 'presence_detect_changed_enable',
      CmdCplt: 'command_completed_interrupt_enable',
      HPIrq: 'hot_plug_interrupt_enable',
      LinkChg: 'data_link_layer_state_changed_enable',
      Power: 'power_controller_control',
      Interlock: 'electromechanical_interlock_control',
    }),
  },
  {
    capability: 'pcie',
    label: 'RootCtl',
    words: inRegister('pcie.root_control', {
      ErrCorrectable: 'system_error_on_correctable_error_enable',
      'ErrNon-Fatal': 'system_error_on_non_fatal_error_enable',
      ErrFatal: 'system_error_on_fatal_error_enable',
      PMEIntEna: 'pme_interrupt_enable',
      CRSVisible: 'rrs_software_visibility_enable',
    }),
  },
  {
    capability: 'pcie',
    label: 'RootSta',
    words: inRegister('pcie.root_status', { PMEStatus: 'pme_status', PMEPending: 'pme_pending' }),
  },
  {
    capability: 'pcie',
    label: 'DevCap2',
    words: inRegister('pcie.device_capabilities_2', {
      TimeoutDis: 'completion_timeout_disable_supported',
      NROPrPrP: 'no_ro_enabled_pr_pr_passing',
      LTR: 'ltr_mechanism_supported',
      '10BitTagComp': 'tag_completer_10bit_supported',
      '10BitTagReq': 'tag_requester_10bit_supported',
      ExtFmt: 'extended_fmt_field_supported',
      EETLPPrefix: 'end_end_tlp_prefix_supported',
      EmergencyPowerReductionInit: 'emergency_power_reduction_initialization_required',
      FRS: 'frs_supported',
      ARIFwd: 'ari_forwarding_supported',
      Routing: 'atomicop_routing_supported',
    }),
  },
  {
    capability: 'pcie',
    label: 'DevCtl2',
    words: inRegister('pcie.device_control_2', {
      TimeoutDis: 'completion_timeout_disable',
      LTR: 'ltr_mechanism_enable',
      '10BitTagReq': 'tag_requester_10bit_enable',
      ReqEn: 'atomicop_requester_enable',
      EgressBlck: 'atomicop_egress_blocking',
      ARIFwd: 'ari_forwarding_enable',
    }),
  },
  {
    capability: 'pcie',
    label: 'LnkCap2',
    words: inRegister('pcie.link_capabilities_2', {
      Crosslink: 'crosslink_supported',
      Retimer: 'retimer_presence_detect_supported',
      '2Retimers': 'two_retimers_presence_detect_supported',
      DRS: 'drs_supported',
    }),
  },
  {
    capability: 'pcie',
    label: 'LnkCtl2',
    words: inRegister('pcie.link_control_2', {
      EnterCompliance: 'enter_compliance',
      SpeedDis: 'hardware_autonomous_speed_disable',
      EnterModifiedCompliance: 'enter_modified_compliance',
      ComplianceSOS: 'compliance_sos',
    }),
  },
  {
    capability: 'pcie',
    label: 'LnkSta2',
    words: inRegister('pcie.link_status_2', {
      EqualizationComplete: 'equalization_complete',
      EqualizationPhase1: 'equalization_phase_1_successful',
      EqualizationPhase2: 'equalization_phase_2_successful',
      EqualizationPhase3: 'equalization_phase_3_successful',
      LinkEqualizationRequest: 'link_equalization_request',
      Retimer: 'retimer_presence_detected',
      '2Retimers': 'two_retimers_presence_detected',
    }),
  },
  { capability: 'aer', label: 'UESta', words: inRegister('aer.uncorrectable_status', uncorrectable) },
  { capability: 'aer', label: 'UEMsk', words: inRegister('aer.uncorrectable_mask', uncorrectable) },
  { capability: 'aer', label: 'UESvrt', words: inRegister('aer.uncorrectable_severity', uncorrectable) },
  { capability: 'aer', label: 'CESta', words: inRegister('aer.correctable_status', correctable) },
  { capability: 'aer', label: 'CEMsk', words: inRegister('aer.correctable_mask', correctable) },
  {
    capability: 'aer',
    label: 'AERCap',
    words: inRegister('aer.capabilities_and_control', {
      ECRCGenCap: 'ecrc_generation_capable',
      ECRCGenEn: 'ecrc_generation_enable',
      ECRCChkCap: 'ecrc_check_capable',
      ECRCChkEn: 'ecrc_check_enable',
      MultHdrRecCap: 'multiple_header_recording_capable',
      MultHdrRecEn: 'multiple_header_recording_enable',
      TLPPfxPres: 'tlp_prefix_log_present',
      HdrLogCap: 'completion_timeout_log_capable',
    }),
  },
  {
    capability: 'ari',
    label: 'ARICap',
    words: inRegister('ari.capability', {
      MFVC: 'mfvc_function_groups_capability',
      ACS: 'acs_function_groups_capability',
    }),
  },
  {
    capability: 'ari',
    label: 'ARICtl',
    words: inRegister('ari.control', {
      MFVC: 'mfvc_function_groups_enable',
      ACS: 'acs_function_groups_enable',
    }),
  },
  { capability: 'ats', label: 'ATSCtl', words: { Enable: 'ats.control.enable' } },
  {
    capability: 'pri',
    label: 'PRICtl',
    words: inRegister('pri.control', { Enable: 'enable', Reset: 'reset' }),
  },
  {
    capability: 'pri',
    label: 'PRISta',
    words: inRegister('pri.status', {
      RF: 'response_failure',
      UPRGI: 'unexpected_prg_index',
      Stopped: 'stopped',
    }),
  },
  {
    capability: 'pasid',
    label: 'PASIDCap',
    words: inRegister('pasid.capability', {
      Exec: 'execute_permission_supported',
      Priv: 'privileged_mode_supported',
    }),
  },
  {
    capability: 'pasid',
    label: 'PASIDCtl',
    words: inRegister('pasid.control', {
      Enable: 'enable',
      Exec: 'execute_permission_enable',
      Priv: 'privileged_mode_enable',
    }),
  },
  { capability: 'acs', label: 'ACSCap', words: inRegister('acs.capability', acs) },
  {
    capability: 'acs',
    label: 'ACSCtl',
    words: inRegister(
      'acs.control',
      Object.fromEntries(Object.entries(acs).map(([word, field]) => [word, `${field}_enable`])),
    ),
  },
  {
    capability: 'sriov',
    label: 'IOVCap',
    words: inRegister('sriov.capabilities', {
      Migration: 'vf_migration_capable',
      '10BitTagReq': 'vf_10bit_tag_requester_supported',
    }),
  },
  {
    capability: 'sriov',
    label: 'IOVCtl',
    words: inRegister('sriov.control', {
      Enable: 'vf_enable',
      Migration: 'vf_migration_enable',
      Interrupt: 'vf_migration_interrupt_enable',
      MSE: 'vf_memory_space_enable',
      ARIHierarchy: 'ari_capable_hierarchy',
      '10BitTagReq': 'vf_10bit_tag_requester_enable',
    }),
  },
  { capability: 'sriov', label: 'IOVSta', words: { Migration: 'sriov.status.vf_migration_status' } },
  {
    capability: 'dpc',
    label: 'DpcCap',
    words: inRegister('dpc.capability', {
      RPExt: 'rp_extensions',
      PoisonedTLP: 'poisoned_tlp_egress_blocking_supported',
      SwTrigger: 'software_triggering_supported',
      DL_ActiveErr: 'dl_active_err_cor_signaling_supported',
    }),
  },
  {
    capability: 'dpc',
    label: 'DpcCtl',
    words: inRegister('dpc.control', {
      Cmpl: 'completion_control',
      INT: 'interrupt_enable',
      ErrCor: 'err_cor_enable',
      PoisonedTLP: 'poisoned_tlp_egress_blocking_enable',
      SwTrigger: 'software_trigger',
      DL_ActiveErr: 'dl_active_err_cor_enable',
    }),
  },
  {
    capability: 'dpc',
    label: 'DpcSta',
    words: inRegister('dpc.status', {
      Trigger: 'trigger_status',
      INT: 'interrupt_status',
      RPBusy: 'rp_busy',
    }),
  },
  {
    capability: 'ptm',
    label: 'PTMCap',
    words: inRegister('ptm.capability', {
      'Requester:': 'requester_capable',
      'Responder:': 'responder_capable',
      'Root:': 'root_capable',
    }),
  },
  {
    capability: 'ptm',
    label: 'PTMControl',
    words: inRegister('ptm.control', { 'Enabled:': 'enable', 'RootSelected:': 'root_select' }),
  },
  {
    capability: 'l1_pm_substates',
    label: 'L1SubCap',
    words: inRegister('l1_pm_substates.capabilities', {
      'PCI-PM_L1.2': 'pci_pm_l1_2_supported',
      'PCI-PM_L1.1': 'pci_pm_l1_1_supported',
      'ASPM_L1.2': 'aspm_l1_2_supported',
      'ASPM_L1.1': 'aspm_l1_1_supported',
      L1_PM_Substates: 'l1_pm_substates_supported',
    }),
  },
  {
    capability: 'l1_pm_substates',
    label: 'L1SubCtl1',
    words: inRegister('l1_pm_substates.control_1', {
      'PCI-PM_L1.2': 'pci_pm_l1_2_enable',
      'PCI-PM_L1.1': 'pci_pm_l1_1_enable',
      'ASPM_L1.2': 'aspm_l1_2_enable',
      'ASPM_L1.1': 'aspm_l1_1_enable',
    }),
  },
  {
    capability: 'secondary_pcie',
    label: 'LnkCtl3',
    words: inRegister('secondary_pcie.link_control_3', {
      LnkEquIntrruptEn: 'link_equalization_request_interrupt_enable',
      PerformEqu: 'perform_equalization',
    }),
  },
];

const speeds = { 1: '2.5GT/s', 2: '5GT/s', 3: '8GT/s', 4: '16GT/s', 5: '32GT/s', 6: '64GT/s' };
const speed = (value: number): string => (speeds as Record<number, string>)[value] ?? 'unknown';

export const numberRows: readonly NumberRow[] = [
  {
    capability: 'header',
    label: 'Interrupt',
    pattern: /pin ([A-D])/,
    path: 'header.interrupt_pin',
    print: names({ 1: 'A', 2: 'B', 3: 'C', 4: 'D' }),
  },
  {
    capability: 'header',
    label: 'Bus',
    pattern: /primary=([0-9a-f]+)/,
    path: 'header.primary_bus_number',
    print: hex(2),
  },
  {
    capability: 'header',
    label: 'Bus',
    pattern: /secondary=([0-9a-f]+)/,
    path: 'header.secondary_bus_number',
    print: hex(2),
  },
  {
    capability: 'header',
    label: 'Bus',
    pattern: /subordinate=([0-9a-f]+)/,
    path: 'header.subordinate_bus_number',
    print: hex(2),
  },
  {
    capability: 'header',
    label: 'Status',
    pattern: /DEVSEL=(\S+)/,
    path: 'header.status.devsel_timing',
    print: names({ 0: 'fast', 1: 'medium', 2: 'slow', 3: '??' }),
  },
  {
    capability: 'pm',
    label: 'Power Management version',
    pattern: /version (\d+)/,
    path: 'pm.capabilities.version',
  },
  {
    capability: 'pm',
    label: 'Status',
    pattern: /^\s*(D\d)/,
    path: 'pm.control_status.power_state',
    print: (v) => `D${v}`,
  },
  { capability: 'pm', label: 'Status', pattern: /DSel=(\d+)/, path: 'pm.control_status.data_select' },
  { capability: 'pm', label: 'Status', pattern: /DScale=(\d+)/, path: 'pm.control_status.data_scale' },
  {
    capability: 'msi',
    label: 'MSI',
    pattern: /Count=(\d+)\//,
    path: 'msi.control.multiple_message_enable',
    print: (v) => String(1 << v),
  },
  {
    capability: 'msi',
    label: 'MSI',
    pattern: /Count=\d+\/(\d+)/,
    path: 'msi.control.multiple_message_capable',
    print: (v) => String(1 << v),
  },
  { capability: 'msi', label: 'Address', pattern: /Data: ([0-9a-f]+)/, path: 'msi.data', print: hex(4) },
  { capability: 'msi', label: 'Masking', pattern: /^\s*([0-9a-f]+)/, path: 'msi.mask', print: hex(8) },
  {
    capability: 'msi',
    label: 'Masking',
    pattern: /Pending: ([0-9a-f]+)/,
    path: 'msi.pending',
    print: hex(8),
  },
  {
    capability: 'msix',
    label: 'MSI-X',
    pattern: /Count=(\d+)/,
    path: 'msix.control.table_size',
    print: (v) => String(v + 1),
  },
  { capability: 'msix', label: 'Vector table', pattern: /BAR=(\d)/, path: 'msix.table.bir' },
  {
    capability: 'msix',
    label: 'Vector table',
    pattern: /offset=([0-9a-f]+)/,
    path: 'msix.table.offset',
    print: (v) => hex(8)(v * 8),
  },
  { capability: 'msix', label: 'PBA', pattern: /BAR=(\d)/, path: 'msix.pba.bir' },
  {
    capability: 'msix',
    label: 'PBA',
    pattern: /offset=([0-9a-f]+)/,
    path: 'msix.pba.offset',
    print: (v) => hex(8)(v * 8),
  },
  { capability: 'pcie', label: 'Express', pattern: /\(v(\d+)\)/, path: 'pcie.capabilities.version' },
  {
    capability: 'pcie',
    label: 'Express',
    pattern: /MSI ([0-9a-f]+)/,
    path: 'pcie.capabilities.interrupt_message_number',
    print: hex(2),
  },
  {
    capability: 'pcie',
    label: 'DevCap',
    pattern: /MaxPayload (\d+) bytes/,
    path: 'pcie.device_capabilities.max_payload_size_supported',
    print: size,
  },
  {
    capability: 'pcie',
    label: 'DevCap',
    pattern: /PhantFunc (\d)/,
    path: 'pcie.device_capabilities.phantom_functions_supported',
    print: (v) => String((1 << v) - 1),
  },
  {
    capability: 'pcie',
    label: 'DevCtl',
    pattern: /MaxPayload (\d+) bytes/,
    path: 'pcie.device_control.max_payload_size',
    print: size,
  },
  {
    capability: 'pcie',
    label: 'DevCtl',
    pattern: /MaxReadReq (\d+) bytes/,
    path: 'pcie.device_control.max_read_request_size',
    print: size,
  },
  { capability: 'pcie', label: 'LnkCap', pattern: /Port #(\d+)/, path: 'pcie.link_capabilities.port_number' },
  {
    capability: 'pcie',
    label: 'LnkCap',
    pattern: /Speed ([^,\s]+)/,
    path: 'pcie.link_capabilities.max_link_speed',
    print: speed,
  },
  {
    capability: 'pcie',
    label: 'LnkCap',
    pattern: /Width x(\d+)/,
    path: 'pcie.link_capabilities.maximum_link_width',
  },
  {
    capability: 'pcie',
    label: 'LnkCap',
    pattern: /ASPM ((?:not supported)|L0s L1|L0s|L1)/,
    path: 'pcie.link_capabilities.aspm_support',
    print: names({ 0: 'not supported', 1: 'L0s', 2: 'L1', 3: 'L0s L1' }),
  },
  {
    capability: 'pcie',
    label: 'LnkCtl',
    pattern: /ASPM (Disabled|L0s L1 Enabled|L0s Enabled|L1 Enabled)/,
    path: 'pcie.link_control.aspm_control',
    print: names({ 0: 'Disabled', 1: 'L0s Enabled', 2: 'L1 Enabled', 3: 'L0s L1 Enabled' }),
  },
  {
    capability: 'pcie',
    label: 'LnkCtl',
    pattern: /RCB (\d+) bytes/,
    path: 'pcie.link_control.read_completion_boundary',
    print: (v) => (v ? '128' : '64'),
  },
  {
    capability: 'pcie',
    label: 'LnkSta',
    pattern: /Speed ([^,\s]+)/,
    path: 'pcie.link_status.current_link_speed',
    print: speed,
  },
  {
    capability: 'pcie',
    label: 'LnkSta',
    pattern: /Width x(\d+)/,
    path: 'pcie.link_status.negotiated_link_width',
  },
  {
    capability: 'pcie',
    label: 'SltCap',
    pattern: /Slot #(\d+)/,
    path: 'pcie.slot_capabilities.physical_slot_number',
  },
  {
    capability: 'pcie',
    label: 'RootSta',
    pattern: /PME ReqID ([0-9a-f]+)/,
    path: 'pcie.root_status.pme_requester_id',
    print: hex(4),
  },
  {
    capability: 'aer',
    label: 'AERCap',
    pattern: /First Error Pointer: ([0-9a-f]+)/,
    path: 'aer.capabilities_and_control.first_error_pointer',
    print: hex(2),
  },
  {
    capability: 'ari',
    label: 'ARICap',
    pattern: /Next Function: (\d+)/,
    path: 'ari.capability.next_function_number',
  },
  {
    capability: 'ari',
    label: 'ARICtl',
    pattern: /Function Group: (\d+)/,
    path: 'ari.control.function_group',
  },
  {
    capability: 'ats',
    label: 'ATSCap',
    pattern: /Invalidate Queue Depth: ([0-9a-f]+)/,
    path: 'ats.capability.invalidate_queue_depth',
    print: hex(2),
  },
  {
    capability: 'ats',
    label: 'ATSCtl',
    pattern: /Smallest Translation Unit: ([0-9a-f]+)/,
    path: 'ats.control.smallest_translation_unit',
    print: hex(2),
  },
  {
    capability: 'pri',
    label: 'Page Request Capacity',
    pattern: /^\s*([0-9a-f]+)/,
    path: 'pri.outstanding_capacity',
    print: hex(8),
  },
  {
    capability: 'pri',
    label: 'Page Request Capacity',
    pattern: /Page Request Allocation: ([0-9a-f]+)/,
    path: 'pri.outstanding_allocation',
    print: hex(8),
  },
  {
    capability: 'pasid',
    label: 'PASIDCap',
    pattern: /Max PASID Width: ([0-9a-f]+)/,
    path: 'pasid.capability.max_pasid_width',
    print: hex(2),
  },
  {
    capability: 'sriov',
    label: 'IOVCap',
    pattern: /Message Number: ([0-9a-f]+)/,
    path: 'sriov.capabilities.vf_migration_interrupt_message_number',
    print: hex(3),
  },
  { capability: 'sriov', label: 'Initial VFs', pattern: /^\s*(\d+)/, path: 'sriov.initial_vfs' },
  { capability: 'sriov', label: 'Initial VFs', pattern: /Total VFs: (\d+)/, path: 'sriov.total_vfs' },
  { capability: 'sriov', label: 'Initial VFs', pattern: /Number of VFs: (\d+)/, path: 'sriov.num_vfs' },
  {
    capability: 'sriov',
    label: 'Initial VFs',
    pattern: /Function Dependency Link: ([0-9a-f]+)/,
    path: 'sriov.function_dependency_link',
    print: hex(2),
  },
  { capability: 'sriov', label: 'VF offset', pattern: /^\s*(\d+)/, path: 'sriov.first_vf_offset' },
  { capability: 'sriov', label: 'VF offset', pattern: /stride: (\d+)/, path: 'sriov.vf_stride' },
  {
    capability: 'sriov',
    label: 'VF offset',
    pattern: /Device ID: ([0-9a-f]+)/,
    path: 'sriov.vf_device_id',
    print: hex(4),
  },
  {
    capability: 'sriov',
    label: 'Supported Page Size',
    pattern: /^\s*([0-9a-f]+)/,
    path: 'sriov.supported_page_sizes',
    print: hex(8),
  },
  {
    capability: 'sriov',
    label: 'Supported Page Size',
    pattern: /System Page Size: ([0-9a-f]+)/,
    path: 'sriov.system_page_size',
    print: hex(8),
  },
  {
    capability: 'sriov',
    label: 'VF Migration',
    pattern: /BIR: (\d)/,
    path: 'sriov.vf_migration_state_array_offset.bir',
  },
  {
    capability: 'sriov',
    label: 'VF Migration',
    pattern: /offset: ([0-9a-f]+)/,
    path: 'sriov.vf_migration_state_array_offset.offset',
    print: (v) => hex(8)(v * 8),
  },
  {
    capability: 'dpc',
    label: 'DpcCap',
    pattern: /INT Msg #(\d+)/,
    path: 'dpc.capability.interrupt_message_number',
  },
  { capability: 'dpc', label: 'DpcCap', pattern: /RP PIO Log (\d+)/, path: 'dpc.capability.rp_pio_log_size' },
  { capability: 'dpc', label: 'DpcCtl', pattern: /Trigger:(\d)/, path: 'dpc.control.trigger_enable' },
  {
    capability: 'dpc',
    label: 'DpcSta',
    pattern: /Reason:(\d+)/,
    path: 'dpc.status.trigger_reason',
    print: hex(2),
  },
  {
    capability: 'dpc',
    label: 'DpcSta',
    pattern: /TriggerExt:(\d+)/,
    path: 'dpc.status.trigger_reason_extension',
    print: hex(2),
  },
  {
    capability: 'dpc',
    label: 'DpcSta',
    pattern: /ErrPtr:([0-9a-f]+)/,
    path: 'dpc.status.rp_pio_first_error_pointer',
    print: hex(2),
  },
  {
    capability: 'l1_pm_substates',
    label: 'L1SubCtl1',
    pattern: /T_CommonMode=(\d+)us/,
    path: 'l1_pm_substates.control_1.common_mode_restore_time',
  },
  {
    capability: 'multicast',
    label: 'McastBAR',
    pattern: /IndexPos (\d+)/,
    path: 'multicast.base_address.index_position',
  },
  {
    capability: 'multicast',
    label: 'McastCap',
    pattern: /MaxGroups (\d+)/,
    path: 'multicast.capability.max_group',
    print: (v) => String(v + 1),
  },
];
