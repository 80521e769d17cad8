import { flags, type Get, only, type Table, type Values, value, type Wording } from './language.ts';
import { bit, decimal, hex, named, power, sign } from './wordings.ts';

const types: Readonly<Record<number, string>> = {
  0: 'Endpoint',
  1: 'Legacy Endpoint',
  4: 'Root Port',
  5: 'Upstream Port',
  6: 'Downstream Port',
  7: 'PCI-Express to PCI/PCI-X Bridge',
  8: 'PCI/PCI-X to PCI-Express Bridge',
  9: 'Root Complex Integrated Endpoint',
  10: 'Root Complex Event Collector',
};

const portTypes = [4, 6, 8];

/** Ports that can have a slot say whether they have one. */
const type: Wording = {
  show(code, get) {
    const name = types[code] ?? `Unknown type ${code}`;
    const slot = get('pcie.capabilities.slot_implemented') ? '+' : '-';
    return portTypes.includes(code) ? `${name} (Slot${slot})` : name;
  },
  read: (words) => typeWords(words),
};

function typeWords(words: string): Values | undefined {
  const match = /^(.*?)(?: \(Slot([+-])\))?$/.exec(words);
  const unknown = /^Unknown type (\d{1,2})$/.exec(words)?.[1];
  const code = unknown ?? Object.keys(types).find((key) => types[Number(key)] === match?.[1]);
  if (code === undefined) return undefined;
  const slot = match?.[2] && sign.read?.(match[2]);
  return {
    'pcie.capabilities.device_port_type': Number(code),
    ...(typeof slot === 'number' ? { 'pcie.capabilities.slot_implemented': slot } : {}),
  };
}

const speeds = ['unknown', '2.5GT/s', '5GT/s', '8GT/s', '16GT/s', '32GT/s', '64GT/s'];
/** The 128 GT/s of 3.15 stands for another code than the specification's. */
const speed = named(speeds, 'unknown');
const width: Wording = {
  show: (lanes) => `x${lanes}`,
  read: (words) => (/^x\d{1,2}$/.test(words) ? Number(words.slice(1)) : undefined),
};
/** A port that has but one speed may have 0 here: what lspci then prints stands for 1 as well. */
const targetSpeed = named({ ...speeds, 0: '2.5GT/s' }, 'Unknown');

const l0s = named({
  0: '<64ns',
  1: '<128ns',
  2: '<256ns',
  3: '<512ns',
  4: '<1us',
  5: '<2us',
  6: '<4us',
  7: 'unlimited',
});
const l1 = named({
  0: '<1us',
  1: '<2us',
  2: '<4us',
  3: '<8us',
  4: '<16us',
  5: '<32us',
  6: '<64us',
  7: 'unlimited',
});

/**
 * Watts, at most three digits after the point; with a scale of 1 W the last values stand for steps of 25 W. The words
 * are those of several pairs of value and scale, save for 0.
 */
const watts = (scale: Parameters<Get>[0]): Wording => ({
  show(limit, get) {
    const code = get(scale) ?? 0;
    if (code === 0 && limit >= 0xf0 && limit < 0xff) return `${250 + 25 * (limit - 0xf0)}W`;
    return `${Number((limit * 10 ** -code).toFixed(3))}W`;
  },
  read: (words) => (/^0(?:\.0+)?W$/.test(words) ? 0 : undefined),
});

const timeouts = named(
  {
    0: '50us to 50ms',
    1: '50us to 100us',
    2: '1ms to 10ms',
    5: '16ms to 55ms',
    6: '65ms to 210ms',
    9: '260ms to 900ms',
    10: '1s to 3.5s',
    13: '4s to 13s',
    14: '17s to 64s',
  },
  'Unknown',
);
const timeoutRanges = named(
  {
    0: 'Not Supported',
    1: 'Range A',
    2: 'Range B',
    3: 'Range AB',
    6: 'Range BC',
    7: 'Range ABC',
    14: 'Range BCD',
    15: 'Range ABCD',
  },
  'Unknown',
);

const indicator = named({ 0: 'Unknown', 1: 'On', 2: 'Blink', 3: 'Off' });
const obff = named({ 0: 'Not Supported', 1: 'Via message', 2: 'Via WAKE#', 3: 'Via message/WAKE#' });
const obffEnable = named({ 0: 'Disabled', 1: 'Via message A', 2: 'Via message B', 3: 'Via WAKE#' });
const margin = named(
  {
    0: 'Normal Operating Range',
    1: '800-1200mV(full-swing)/400-700mV(half-swing)',
    2: '200-400mV(full-swing)/100-200mV(half-swing)',
    3: '200-400mV(full-swing)/100-200mV(half-swing)',
    4: '200-400mV(full-swing)/100-200mV(half-swing)',
    5: '200-400mV(full-swing)/100-200mV(half-swing)',
  },
  'Unknown',
);
const compliance = named(
  {
    0: '-6dB de-emphasis, 0dB preshoot',
    1: '-3.5dB de-emphasis, 0dB preshoot',
    2: '-4.4dB de-emphasis, 0dB preshoot',
    3: '-2.5dB de-emphasis, 0dB preshoot',
    4: '0dB de-emphasis, 0dB preshoot',
    5: '0dB de-emphasis, 1.9dB preshoot',
    6: '0dB de-emphasis, 2.5dB preshoot',
    7: '-6.0dB de-emphasis, 3.5dB preshoot',
    8: '-3.5dB de-emphasis, 3.5dB preshoot',
    9: '0dB de-emphasis, 3.5dB preshoot',
  },
  'Unknown',
);

const pcie = (): Table => ({
  capabilities: ['pcie'],
  ignored: ['Slot'],
  rows: [
    value('', 'Express (v*)', 'pcie.capabilities.version'),
    value('', ') *, MSI', 'pcie.capabilities.device_port_type', type),
    value('', 'MSI *', 'pcie.capabilities.interrupt_message_number', hex(2)),

    value('DevCap', 'MaxPayload * bytes', 'pcie.device_capabilities.max_payload_size_supported', power(128)),
    value(
      'DevCap',
      'PhantFunc *',
      'pcie.device_capabilities.phantom_functions_supported',
      named({ 0: '0', 1: '1', 2: '3', 3: '7' }),
    ),
    value('DevCap', 'Latency L0s *', 'pcie.device_capabilities.endpoint_l0s_acceptable_latency', l0s),
    value('DevCap', 'L1 *', 'pcie.device_capabilities.endpoint_l1_acceptable_latency', l1),
    ...flags('DevCap', 'pcie.device_capabilities', {
      ExtTag: 'extended_tag_field_supported',
      AttnBtn: 'attention_button_present',
      AttnInd: 'attention_indicator_present',
      PwrInd: 'power_indicator_present',
      RBE: 'role_based_error_reporting',
      FLReset: 'function_level_reset_capability',
    }),
    value(
      'DevCap',
      'SlotPowerLimit *',
      'pcie.device_capabilities.captured_slot_power_limit_value',
      watts('pcie.device_capabilities.captured_slot_power_limit_scale'),
    ),
    ...flags('DevCtl', 'pcie.device_control', {
      CorrErr: 'correctable_error_reporting_enable',
      NonFatalErr: 'non_fatal_error_reporting_enable',
      FatalErr: 'fatal_error_reporting_enable',
      UnsupReq: 'unsupported_request_reporting_enable',
      RlxdOrd: 'enable_relaxed_ordering',
      ExtTag: 'extended_tag_field_enable',
      PhantFunc: 'phantom_functions_enable',
      AuxPwr: 'aux_power_pm_enable',
      NoSnoop: 'enable_no_snoop',
      FLReset: 'bridge_retry_or_flr',
      BrConfRtry: 'bridge_retry_or_flr',
    }),
    value('DevCtl', 'MaxPayload * bytes', 'pcie.device_control.max_payload_size', power(128)),
    value('DevCtl', 'MaxReadReq * bytes', 'pcie.device_control.max_read_request_size', power(128)),
    ...flags('DevSta', 'pcie.device_status', {
      CorrErr: 'correctable_error_detected',
      NonFatalErr: 'non_fatal_error_detected',
      FatalErr: 'fatal_error_detected',
      UnsupReq: 'unsupported_request_detected',
      AuxPwr: 'aux_power_detected',
      TransPend: 'transactions_pending',
    }),

    value('LnkCap', 'Port #*', 'pcie.link_capabilities.port_number'),
    value('LnkCap', 'Speed *', 'pcie.link_capabilities.max_link_speed', speed),
    value('LnkCap', 'Width *', 'pcie.link_capabilities.maximum_link_width', width),
    value(
      'LnkCap',
      'ASPM *,',
      'pcie.link_capabilities.aspm_support',
      named({ 1: 'L0s', 2: 'L1', 3: 'L0s L1' }),
    ),
    value('LnkCap', 'ASPM * supported', 'pcie.link_capabilities.aspm_support', named({ 0: 'not' })),
    value('LnkCap', 'Exit Latency L0s *', 'pcie.link_capabilities.l0s_exit_latency', l0s),
    value('LnkCap', 'L1 *', 'pcie.link_capabilities.l1_exit_latency', l1),
    ...flags('LnkCap', 'pcie.link_capabilities', {
      ClockPM: 'clock_power_management',
      Surprise: 'surprise_down_error_reporting_capable',
      LLActRep: 'data_link_layer_link_active_reporting_capable',
      BwNot: 'link_bandwidth_notification_capability',
      ASPMOptComp: 'aspm_optionality_compliance',
    }),
    value(
      'LnkCtl',
      'ASPM *;',
      'pcie.link_control.aspm_control',
      named({ 0: 'Disabled', 1: 'L0s Enabled', 2: 'L1 Enabled', 3: 'L0s L1 Enabled' }),
    ),
    value(
      'LnkCtl',
      'RCB * bytes',
      'pcie.link_control.read_completion_boundary',
      named({ 0: '64', 1: '128' }),
    ),
    ...flags('LnkCtl', 'pcie.link_control', {
      Disabled: 'link_disable',
      CommClk: 'common_clock_configuration',
      ExtSynch: 'extended_synch',
      ClockPM: 'enable_clock_power_management',
      AutWidDis: 'hardware_autonomous_width_disable',
      BWInt: 'link_bandwidth_management_interrupt_enable',
      AutBWInt: 'link_autonomous_bandwidth_interrupt_enable',
    }),
    value('LnkSta', 'Speed *', 'pcie.link_status.current_link_speed', speed),
    value('LnkSta', 'Width *', 'pcie.link_status.negotiated_link_width', width),
    ...flags('LnkSta', 'pcie.link_status', {
      TrErr: 'training_error',
      Train: 'link_training',
      SlotClk: 'slot_clock_configuration',
      DLActive: 'data_link_layer_link_active',
      BWMgmt: 'link_bandwidth_management_status',
      ABWMgmt: 'link_autonomous_bandwidth_status',
    }),

    ...flags('SltCap', 'pcie.slot_capabilities', {
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
    value('SltCap', 'Slot #*', 'pcie.slot_capabilities.physical_slot_number'),
    value(
      'SltCap',
      'PowerLimit *',
      'pcie.slot_capabilities.slot_power_limit_value',
      watts('pcie.slot_capabilities.slot_power_limit_scale'),
    ),
    ...flags('SltCtl.Enable', 'pcie.slot_control', {
      AttnBtn: 'attention_button_pressed_enable',
      PwrFlt: 'power_fault_detected_enable',
      MRL: 'mrl_sensor_changed_enable',
      PresDet: 'presence_detect_changed_enable',
      CmdCplt: 'command_completed_interrupt_enable',
      HPIrq: 'hot_plug_interrupt_enable',
      LinkChg: 'data_link_layer_state_changed_enable',
    }),
    value('SltCtl.Control', 'AttnInd *', 'pcie.slot_control.attention_indicator_control', indicator),
    value('SltCtl.Control', 'PwrInd *', 'pcie.slot_control.power_indicator_control', indicator),
    ...flags('SltCtl.Control', 'pcie.slot_control', {
      Power: 'power_controller_control',
      Interlock: 'electromechanical_interlock_control',
    }),
    ...flags('SltSta.Status', 'pcie.slot_status', {
      AttnBtn: 'attention_button_pressed',
      PowerFlt: 'power_fault_detected',
      MRL: 'mrl_sensor_state',
      CmdCplt: 'command_completed',
      PresDet: 'presence_detect_state',
      Interlock: 'electromechanical_interlock_status',
    }),
    ...flags('SltSta.Changed', 'pcie.slot_status', {
      MRL: 'mrl_sensor_changed',
      PresDet: 'presence_detect_changed',
      LinkState: 'data_link_layer_state_changed',
    }),

    ...flags('RootCap', 'pcie.root_capabilities', { CRSVisible: 'rrs_software_visibility' }),
    ...flags('RootCtl', 'pcie.root_control', {
      ErrCorrectable: 'system_error_on_correctable_error_enable',
      'ErrNon-Fatal': 'system_error_on_non_fatal_error_enable',
      ErrFatal: 'system_error_on_fatal_error_enable',
      PMEIntEna: 'pme_interrupt_enable',
      CRSVisible: 'rrs_software_visibility_enable',
    }),
    value('RootSta', 'PME ReqID *', 'pcie.root_status.pme_requester_id', hex(4)),
    ...flags('RootSta', 'pcie.root_status', { PMEStatus: 'pme_status', PMEPending: 'pme_pending' }),

    value(
      'DevCap2',
      'Completion Timeout: *,',
      'pcie.device_capabilities_2.completion_timeout_ranges_supported',
      timeoutRanges,
    ),
    value('DevCap2', 'OBFF *,', 'pcie.device_capabilities_2.obff_supported', obff),
    value(
      'DevCap2',
      'MaxEETLPPrefixes *',
      'pcie.device_capabilities_2.max_end_end_tlp_prefixes',
      named({ 0: '4', 1: '1', 2: '2', 3: '3' }),
    ),
    value(
      'DevCap2',
      'EmergencyPowerReduction *,',
      'pcie.device_capabilities_2.emergency_power_reduction_supported',
      named({ 0: 'Not Supported', 1: 'Dev Specific', 2: 'Form Factor Dev Specific', 3: 'Reserved' }),
    ),
    value(
      'DevCap2',
      'LN System CLS *,',
      'pcie.device_capabilities_2.ln_system_cls',
      named({ 0: 'Not Supported', 1: '64byte cachelines', 2: '128byte cachelines', 3: 'Reserved' }),
    ),
    value('DevCap2', 'TPHComp±', 'pcie.device_capabilities_2.tph_completer_supported', bit(0, 2)),
    value('DevCap2', 'ExtTPHComp±', 'pcie.device_capabilities_2.tph_completer_supported', bit(1, 2)),
    ...flags('DevCap2', 'pcie.device_capabilities_2', {
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
    }),
    ...flags('DevCap2.AtomicOpsCap', 'pcie.device_capabilities_2', {
      Routing: 'atomicop_routing_supported',
      '32bit': 'atomicop_completer_32bit_supported',
      '64bit': 'atomicop_completer_64bit_supported',
      '128bitCAS': 'cas_completer_128bit_supported',
    }),
    value('DevCtl2', 'Completion Timeout: *,', 'pcie.device_control_2.completion_timeout_value', timeouts),
    value('DevCtl2', 'OBFF *,', 'pcie.device_control_2.obff_enable', obffEnable),
    ...flags('DevCtl2', 'pcie.device_control_2', {
      TimeoutDis: 'completion_timeout_disable',
      LTR: 'ltr_mechanism_enable',
      '10BitTagReq': 'tag_requester_10bit_enable',
      ARIFwd: 'ari_forwarding_enable',
    }),
    ...flags('DevCtl2.AtomicOpsCtl', 'pcie.device_control_2', {
      ReqEn: 'atomicop_requester_enable',
      EgressBlck: 'atomicop_egress_blocking',
    }),

    value(
      'LnkCap2',
      'Supported Link Speeds: *,',
      'pcie.link_capabilities_2.supported_link_speeds_vector',
      // Only the highest speed of the vector.
      only((vector) => {
        const highest = 32 - Math.clz32(vector);
        if (vector === 0) return 'Unknown';
        if (highest > 6) return 'RsvdP';
        const name = (speeds[highest] as string).replace('GT/s', '');
        return highest === 1 ? '2.5GT/s' : `2.5-${name}GT/s`;
      }),
    ),
    ...flags('LnkCap2', 'pcie.link_capabilities_2', {
      Crosslink: 'crosslink_supported',
      Retimer: 'retimer_presence_detect_supported',
      '2Retimers': 'two_retimers_presence_detect_supported',
      DRS: 'drs_supported',
    }),
    value('LnkCtl2', 'Target Link Speed: *', 'pcie.link_control_2.target_link_speed', targetSpeed),
    value(
      'LnkCtl2',
      'Selectable De-emphasis: *',
      'pcie.link_control_2.selectable_de_emphasis',
      named({ 0: '-6dB', 1: '-3.5dB' }),
    ),
    value('LnkCtl2', 'Transmit Margin: *,', 'pcie.link_control_2.transmit_margin', margin),
    value(
      'LnkCtl2',
      'Compliance Preset/De-emphasis: **',
      'pcie.link_control_2.compliance_preset_de_emphasis',
      compliance,
    ),
    ...flags('LnkCtl2', 'pcie.link_control_2', {
      EnterCompliance: 'enter_compliance',
      SpeedDis: 'hardware_autonomous_speed_disable',
      EnterModifiedCompliance: 'enter_modified_compliance',
      ComplianceSOS: 'compliance_sos',
    }),
    value(
      'LnkSta2',
      'Current De-emphasis Level: *,',
      'pcie.link_status_2.current_de_emphasis_level',
      named({ 0: '-6dB', 1: '-3.5dB' }),
    ),
    ...flags('LnkSta2', 'pcie.link_status_2', {
      EqualizationComplete: 'equalization_complete',
      EqualizationPhase1: 'equalization_phase_1_successful',
      EqualizationPhase2: 'equalization_phase_2_successful',
      EqualizationPhase3: 'equalization_phase_3_successful',
      LinkEqualizationRequest: 'link_equalization_request',
      Retimer: 'retimer_presence_detected',
      '2Retimers': 'two_retimers_presence_detected',
      DRS: 'drs_message_received',
    }),
    value(
      'LnkSta2',
      'CrosslinkRes: *',
      'pcie.link_status_2.crosslink_resolution',
      named({ 0: 'unsupported', 1: 'Upstream', 2: 'Downstream', 3: 'incomplete' }),
    ),
  ],
  other: [
    value('', ') *, IntMsgNum', 'pcie.capabilities.device_port_type', type),
    value('', 'IntMsgNum *', 'pcie.capabilities.interrupt_message_number', decimal),
    ...flags('DevCap', 'pcie.device_capabilities', { 'TEE-IO': 'tee_io_supported' }),
    // Up to 3.5.
    ...flags('DevCtl', 'pcie.device_control', {
      Correctable: 'correctable_error_reporting_enable',
      'Non-Fatal': 'non_fatal_error_reporting_enable',
      Fatal: 'fatal_error_reporting_enable',
      Unsupported: 'unsupported_request_reporting_enable',
    }),
    ...flags('DevSta', 'pcie.device_status', {
      CorrErr: 'correctable_error_detected',
      UncorrErr: 'non_fatal_error_detected',
      FatalErr: 'fatal_error_detected',
      UnsuppReq: 'unsupported_request_detected',
    }),
    value('LnkCap', 'Latency L0 *', 'pcie.link_capabilities.l0s_exit_latency', l0s),
    ...flags('LnkCtl', 'pcie.link_control', { LnkDisable: 'link_disable', FltModeDis: 'flit_mode_disable' }),
    ...['DevCtl2', 'DevCtl2.AtomicOpsCtl'].flatMap((line) => [
      ...flags(line, 'pcie.device_control_2', {
        IDOReq: 'ido_request_enable',
        IDOCompl: 'ido_completion_enable',
        LTR: 'ltr_mechanism_enable',
        EmergencyPowerReductionReq: 'emergency_power_reduction_request',
        '10BitTagReq': 'tag_requester_10bit_enable',
        EETLPPrefixBlk: 'end_end_tlp_prefix_blocking',
      }),
      value(line, 'OBFF *,', 'pcie.device_control_2.obff_enable', obffEnable),
    ]),
    ...flags('LnkSta2', 'pcie.link_status_2', { FltMode: 'flit_mode_status' }),
  ],
  forReading: [
    // `-v` leaves the version out.
    value('', 'Express *, MSI', 'pcie.capabilities.device_port_type', type),
    value('', 'Express *, IntMsgNum', 'pcie.capabilities.device_port_type', type),
    // Where nothing follows, as up to 3.5.
    value('DevCap2', 'OBFF **', 'pcie.device_capabilities_2.obff_supported', obff),
    value('DevCtl2', 'OBFF **', 'pcie.device_control_2.obff_enable', obffEnable),
    value(
      'LnkSta2',
      'Current De-emphasis Level: **',
      'pcie.link_status_2.current_de_emphasis_level',
      named({ 0: '-6dB', 1: '-3.5dB' }),
    ),
  ],
});

export default [pcie];
