import { flags, type Get, hex, type Table, value } from './language.ts';

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

const headerLog = (get: Get): string =>
  ([0, 1, 2, 3] as const)
    .map((n) => get(`aer.header_log[${n}]`))
    .map((dword) => (dword ?? 0).toString(16).padStart(8, '0'))
    .join(' ');

const aer: Table = {
  capabilities: ['aer'],
  title: /^Advanced Error Reporting$/,
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
    value('HeaderLog', '**', 'aer.header_log[0]', (_, get) => headerLog(get)),
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
};

const dpc: Table = {
  capabilities: ['dpc'],
  title: /^Downstream Port Containment$/,
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
};

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

const rcec: Table = {
  capabilities: ['rcec'],
  title: /^Root Complex Event Collector Endpoint Association$/,
  rows: [
    value('RCiEPBitmap', '**', 'rcec.association_bitmap', (bitmap) =>
      bitmap === 0 ? '00000000 [none]' : `RCiEP at Device(s): ${devices(bitmap)}`,
    ),
    value('AssociatedBusNumbers', '*-', 'rcec.associated_bus_numbers.next_bus', hex(2)),
    value('AssociatedBusNumbers', '-*', 'rcec.associated_bus_numbers.last_bus', hex(2)),
  ],
};

/** Errors: who logs, contains and reports them. */
export const errors: readonly Table[] = [aer, dpc, rcec];
