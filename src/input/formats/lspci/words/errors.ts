import { flags, only, type Table, type Values, value, type Wording } from './language.ts';
import { hex } from './wordings.ts';

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
} as const;

const correctable = {
  RxErr: 'receiver_error',
  BadTLP: 'bad_tlp',
  BadDLLP: 'bad_dllp',
  Rollover: 'replay_num_rollover',
  Timeout: 'replay_timer_timeout',
  AdvNonFatalErr: 'advisory_non_fatal_error',
} as const;

/** What 3.10 and later say besides. */
const laterUncorrectable = {
  UncorrIntErr: 'uncorrectable_internal_error',
  BlockedTLP: 'mc_blocked_tlp',
  AtomicOpBlocked: 'atomicop_egress_blocked',
  TLPBlockedErr: 'tlp_prefix_blocked_error',
  PoisonTLPBlocked: 'poisoned_tlp_egress_blocked',
  DMWrReqBlocked: 'dmwr_request_egress_blocked',
  IDECheck: 'ide_check_failed',
  MisIDETLP: 'misrouted_ide_tlp',
  PCRC_CHECK: 'pcrc_check_failed',
  TLPXlatBlocked: 'tlp_translation_egress_blocked',
} as const;
const laterCorrectable = { CorrIntErr: 'corrected_internal_error', HeaderOF: 'header_log_overflow' } as const;
/** Up to 3.5. */
const earlierCorrectable = { NonFatalErr: 'advisory_non_fatal_error' } as const;

const headerLog: Wording = {
  show: (_, get) =>
    ([0, 1, 2, 3] as const)
      .map((n) => get(`aer.header_log[${n}]`))
      .map((dword) => (dword ?? 0).toString(16).padStart(8, '0'))
      .join(' '),
  read(words): Values | undefined {
    if (!/^[0-9a-f]{8}(?: [0-9a-f]{8}){3}$/i.test(words)) return undefined;
    const dwords = words.split(' ').map((digits) => parseInt(digits, 16));
    return Object.fromEntries(dwords.map((dword, n) => [`aer.header_log[${n}]`, dword]));
  },
};

const aer = (): Table => ({
  capabilities: ['aer'],
  rows: [
    ...flags('UESta', 'aer.uncorrectable_status', uncorrectable),
    ...flags('UEMsk', 'aer.uncorrectable_mask', uncorrectable),
    ...flags('UESvrt', 'aer.uncorrectable_severity', uncorrectable),
    ...flags('CESta', 'aer.correctable_status', correctable),
    ...flags('CEMsk', 'aer.correctable_mask', correctable),
    value('AERCap', 'First Error Pointer: *', 'aer.capabilities_and_control.first_error_pointer', hex(2)),
    ...flags('AERCap', 'aer.capabilities_and_control', {
      ECRCGenCap: 'ecrc_generation_capable',
      ECRCGenEn: 'ecrc_generation_enable',
      ECRCChkCap: 'ecrc_check_capable',
      ECRCChkEn: 'ecrc_check_enable',
      MultHdrRecCap: 'multiple_header_recording_capable',
      MultHdrRecEn: 'multiple_header_recording_enable',
      TLPPfxPres: 'tlp_prefix_log_present',
      HdrLogCap: 'completion_timeout_log_capable',
    }),
    value('HeaderLog', '**', 'aer.header_log[0]', headerLog),
    ...flags('RootCmd', 'aer.root_command', {
      CERptEn: 'correctable_error_reporting_enable',
      NFERptEn: 'non_fatal_error_reporting_enable',
      FERptEn: 'fatal_error_reporting_enable',
    }),
    ...flags('RootSta', 'aer.root_status', {
      CERcvd: 'err_cor_received',
      MultCERcvd: 'multiple_err_cor_received',
      UERcvd: 'err_fatal_nonfatal_received',
      MultUERcvd: 'multiple_err_fatal_nonfatal_received',
      FirstFatal: 'first_uncorrectable_fatal',
      NonFatalMsg: 'non_fatal_error_messages_received',
      FatalMsg: 'fatal_error_messages_received',
    }),
    value('RootSta', 'IntMsg *', 'aer.root_status.advanced_error_interrupt_message_number'),
    value('ErrorSrc', 'ERR_COR: *', 'aer.error_source_identification.err_cor_source', hex(4)),
    value(
      'ErrorSrc',
      'ERR_FATAL/NONFATAL: *',
      'aer.error_source_identification.err_fatal_nonfatal_source',
      hex(4),
    ),
  ],
  other: [
    ...flags('UESta', 'aer.uncorrectable_status', laterUncorrectable),
    ...flags('UEMsk', 'aer.uncorrectable_mask', laterUncorrectable),
    ...flags('UESvrt', 'aer.uncorrectable_severity', laterUncorrectable),
    ...flags('CESta', 'aer.correctable_status', { ...laterCorrectable, ...earlierCorrectable }),
    ...flags('CEMsk', 'aer.correctable_mask', { ...laterCorrectable, ...earlierCorrectable }),
    ...flags('AERCap', 'aer.capabilities_and_control', {
      GenCap: 'ecrc_generation_capable',
      CGenEn: 'ecrc_generation_enable',
      ChkCap: 'ecrc_check_capable',
      ChkEn: 'ecrc_check_enable',
    }),
    value('RootSta', 'IntMsgNum *', 'aer.root_status.advanced_error_interrupt_message_number'),
  ],
});

const dpc = (): Table => ({
  capabilities: ['dpc'],
  rows: [
    value('DpcCap', 'INT Msg #*', 'dpc.capability.interrupt_message_number'),
    value('DpcCap', 'RP PIO Log *', 'dpc.capability.rp_pio_log_size'),
    ...flags('DpcCap', 'dpc.capability', {
      RPExt: 'rp_extensions',
      PoisonedTLP: 'poisoned_tlp_egress_blocking_supported',
      SwTrigger: 'software_triggering_supported',
      DL_ActiveErr: 'dl_active_err_cor_signaling_supported',
    }),
    value('DpcCtl', 'Trigger:*', 'dpc.control.trigger_enable'),
    ...flags('DpcCtl', 'dpc.control', {
      Cmpl: 'completion_control',
      INT: 'interrupt_enable',
      ErrCor: 'err_cor_enable',
      PoisonedTLP: 'poisoned_tlp_egress_blocking_enable',
      SwTrigger: 'software_trigger',
      DL_ActiveErr: 'dl_active_err_cor_enable',
    }),
    ...flags('DpcSta', 'dpc.status', {
      Trigger: 'trigger_status',
      INT: 'interrupt_status',
      RPBusy: 'rp_busy',
    }),
    value('DpcSta', 'Reason:*', 'dpc.status.trigger_reason', hex(2)),
    value('DpcSta', 'TriggerExt:*', 'dpc.status.trigger_reason_extension', hex(2)),
    value('DpcSta', 'RP PIO ErrPtr:*', 'dpc.status.rp_pio_first_error_pointer', hex(2)),
    value('Source', '*', 'dpc.error_source_id', hex(4)),
  ],
  other: [value('DpcCap', 'IntMsgNum *', 'dpc.capability.interrupt_message_number')],
});

const devices = (bitmap: number): string => {
  const ranges: [number, number][] = [];
  for (let device = 0; device < 32; device++) {
    if (!((bitmap >>> device) & 1)) continue;
    const last = ranges.at(-1);
    if (last?.[1] === device - 1) last[1] = device;
    else ranges.push([device, device]);
  }
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(', ');
};

const rcec = (): Table => ({
  capabilities: ['rcec'],
  rows: [
    // lspci 3.9 leaves out device 31.
    value(
      'RCiEPBitmap',
      '**',
      'rcec.association_bitmap',
      only((bitmap) => (bitmap === 0 ? '00000000 [none]' : `RCiEP at Device(s): ${devices(bitmap)}`)),
    ),
    value('AssociatedBusNumbers', '*-', 'rcec.associated_bus_numbers.next_bus', hex(2)),
    value('AssociatedBusNumbers', '-*', 'rcec.associated_bus_numbers.last_bus', hex(2)),
  ],
});

export default [aer, dpc, rcec];
