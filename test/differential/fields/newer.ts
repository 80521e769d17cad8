import { flags, type Table } from './language.ts';

const uncorrectable = {
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
const correctable = { CorrIntErr: 'corrected_internal_error', HeaderOF: 'header_log_overflow' } as const;

/** What lspci 3.14 says beyond 3.9, by the capability that says it. */
export const newer: readonly Table[] = [
  {
    capabilities: ['pcie'],
    title: /^Express/,
    rows: [
      ...flags('DevCap', 'pcie.device_capabilities', { 'TEE-IO': 'tee_io_supported' }),
      ...flags('LnkCtl', 'pcie.link_control', {
        LnkDisable: 'link_disable',
        FltModeDis: 'flit_mode_disable',
      }),
      ...['DevCtl2', 'DevCtl2.AtomicOpsCtl'].flatMap((line) =>
        flags(line, 'pcie.device_control_2', {
          IDOReq: 'ido_request_enable',
          IDOCompl: 'ido_completion_enable',
          LTR: 'ltr_mechanism_enable',
          EmergencyPowerReductionReq: 'emergency_power_reduction_request',
          '10BitTagReq': 'tag_requester_10bit_enable',
          EETLPPrefixBlk: 'end_end_tlp_prefix_blocking',
        }),
      ),
      ...flags('LnkSta2', 'pcie.link_status_2', { FltMode: 'flit_mode_status' }),
    ],
  },
  {
    capabilities: ['aer'],
    title: /^Advanced Error/,
    rows: [
      ...flags('UESta', 'aer.uncorrectable_status', uncorrectable),
      ...flags('UEMsk', 'aer.uncorrectable_mask', uncorrectable),
      ...flags('UESvrt', 'aer.uncorrectable_severity', uncorrectable),
      ...flags('CESta', 'aer.correctable_status', correctable),
      ...flags('CEMsk', 'aer.correctable_mask', correctable),
    ],
  },
  {
    capabilities: ['cxl_device'],
    title: /CXL/,
    rows: [
      ...flags('CXLCap', 'cxl_device.capability', { MemHWInit: 'mem_hwinit_mode' }),
      ...flags('CXLCtl', 'cxl_device.control', { CacheClean: 'cache_clean_eviction' }),
      ...flags('CXLCtl2', 'cxl_device.control_2', {
        DisableCaching: 'disable_caching',
        InitRst: 'initiate_reset',
        RstMemClrEn: 'reset_mem_clr_enable',
        DesiredVolatileHDMStateAfterHotReset: 'desired_volatile_hdm_state_after_hot_reset',
      }),
      ...flags('CXLCap3', 'cxl_device.capability_3', {
        ColdReset: 'default_volatile_hdm_state_after_cold_reset',
        WarmReset: 'default_volatile_hdm_state_after_warm_reset',
        HotReset: 'default_volatile_hdm_state_after_hot_reset',
        HotResetConfigurability: 'volatile_hdm_state_after_hot_reset_configurability',
      }),
    ],
  },
];
