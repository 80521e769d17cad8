import type { FieldPath } from '../../../../registers/index.ts';
import { flags, only, type Table, type Values, value, type Wording } from './language.ts';
import { barWords, readRegion } from './region.ts';
import { decimalPlus, hex, hexOf } from './wordings.ts';

/** lspci prints VF BARs as the registers have them. */
const vfBar = (n: number): Wording => ({
  show: (low, get) => barWords(low, get(`sriov.vf_bar[${n + 1}]` as FieldPath)),
  read(words): Values | undefined {
    const { kind, address, flags, width } = readRegion(words) ?? {};
    if (address === undefined || flags === undefined || kind === 'io') return undefined;
    // The last one has no room for an upper half.
    if (width === 64 && n === 5) return undefined;
    return {
      [`sriov.vf_bar[${n}]`]: (Number(address & 0xffffffffn) | flags) >>> 0,
      ...(width === 64 ? { [`sriov.vf_bar[${n + 1}]`]: Number(address >> 32n) } : {}),
    };
  },
});

const vfMigrationOffset: Wording = {
  show: (qwords) => (qwords * 8).toString(16).padStart(8, '0'),
  read(words) {
    const bytes = Number(hexOf(words) ?? Number.NaN);
    return bytes % 8 === 0 ? bytes / 8 : undefined;
  },
};

const sriov = (): Table => ({
  capabilities: ['sriov'],
  rows: [
    ...flags('IOVCap', 'sriov.capabilities', {
      Migration: 'vf_migration_capable',
      '10BitTagReq': 'vf_10bit_tag_requester_supported',
    }),
    value(
      'IOVCap',
      'Interrupt Message Number: *',
      'sriov.capabilities.vf_migration_interrupt_message_number',
      hex(3),
    ),
    ...flags('IOVCtl', 'sriov.control', {
      Enable: 'vf_enable',
      Migration: 'vf_migration_enable',
      Interrupt: 'vf_migration_interrupt_enable',
      MSE: 'vf_memory_space_enable',
      ARIHierarchy: 'ari_capable_hierarchy',
      '10BitTagReq': 'vf_10bit_tag_requester_enable',
    }),
    ...flags('IOVSta', 'sriov.status', { Migration: 'vf_migration_status' }),
    value('Initial VFs', '*', 'sriov.initial_vfs'),
    value('Initial VFs', 'Total VFs: *', 'sriov.total_vfs'),
    value('Initial VFs', 'Number of VFs: *', 'sriov.num_vfs'),
    value('Initial VFs', 'Function Dependency Link: *', 'sriov.function_dependency_link', hex(2)),
    value('VF offset', '*', 'sriov.first_vf_offset'),
    value('VF offset', 'stride: *', 'sriov.vf_stride'),
    value('VF offset', 'Device ID: *', 'sriov.vf_device_id', hex(4)),
    value('Supported Page Size', '*', 'sriov.supported_page_sizes', hex(8)),
    value('Supported Page Size', 'System Page Size: *', 'sriov.system_page_size', hex(8)),
    ...[0, 1, 2, 3, 4, 5].map((n) => value(`Region ${n}`, '**', `sriov.vf_bar[${n}]`, vfBar(n))),
    value('VF Migration', 'offset: *', 'sriov.vf_migration_state_array_offset.offset', vfMigrationOffset),
    value('VF Migration', 'BIR: *', 'sriov.vf_migration_state_array_offset.bir'),
  ],
  other: [value('IOVCap', 'IntMsgNum *', 'sriov.capabilities.vf_migration_interrupt_message_number')],
});

const ari = (): Table => ({
  capabilities: ['ari'],
  rows: [
    ...flags('ARICap', 'ari.capability', {
      MFVC: 'mfvc_function_groups_capability',
      ACS: 'acs_function_groups_capability',
    }),
    value('ARICap', 'Next Function: *', 'ari.capability.next_function_number'),
    ...flags('ARICtl', 'ari.control', {
      MFVC: 'mfvc_function_groups_enable',
      ACS: 'acs_function_groups_enable',
    }),
    value('ARICtl', 'Function Group: *', 'ari.control.function_group'),
  ],
});

const acs = (): Table => ({
  capabilities: ['acs'],
  rows: [
    ...flags('ACSCap', 'acs.capability', {
      SrcValid: 'source_validation',
      TransBlk: 'translation_blocking',
      ReqRedir: 'p2p_request_redirect',
      CmpltRedir: 'p2p_completion_redirect',
      UpstreamFwd: 'upstream_forwarding',
      EgressCtrl: 'p2p_egress_control',
      DirectTrans: 'direct_translated_p2p',
    }),
    ...flags('ACSCtl', 'acs.control', {
      SrcValid: 'source_validation_enable',
      TransBlk: 'translation_blocking_enable',
      ReqRedir: 'p2p_request_redirect_enable',
      CmpltRedir: 'p2p_completion_redirect_enable',
      UpstreamFwd: 'upstream_forwarding_enable',
      EgressCtrl: 'p2p_egress_control_enable',
      DirectTrans: 'direct_translated_p2p_enable',
    }),
  ],
});

const ats = (): Table => ({
  capabilities: ['ats'],
  rows: [
    value('ATSCap', 'Invalidate Queue Depth: *', 'ats.capability.invalidate_queue_depth', hex(2)),
    ...flags('ATSCtl', 'ats.control', { Enable: 'enable' }),
    value('ATSCtl', 'Smallest Translation Unit: *', 'ats.control.smallest_translation_unit', hex(2)),
  ],
});

const pri = (): Table => ({
  capabilities: ['pri'],
  rows: [
    ...flags('PRICtl', 'pri.control', { Enable: 'enable', Reset: 'reset' }),
    ...flags('PRISta', 'pri.status', {
      RF: 'response_failure',
      UPRGI: 'unexpected_prg_index',
      Stopped: 'stopped',
    }),
    value('Page Request Capacity', '*', 'pri.outstanding_capacity', hex(8)),
    value('Page Request Capacity', 'Page Request Allocation: *', 'pri.outstanding_allocation', hex(8)),
  ],
  other: flags('PRISta', 'pri.status', { PASID: 'prg_response_pasid_required' }),
});

const pasid = (): Table => ({
  capabilities: ['pasid'],
  rows: [
    ...flags('PASIDCap', 'pasid.capability', {
      Exec: 'execute_permission_supported',
      Priv: 'privileged_mode_supported',
    }),
    value('PASIDCap', 'Max PASID Width: *', 'pasid.capability.max_pasid_width', hex(2)),
    ...flags('PASIDCtl', 'pasid.control', {
      Enable: 'enable',
      Exec: 'execute_permission_enable',
      Priv: 'privileged_mode_enable',
    }),
  ],
});

const serialNumber: Wording = {
  show: (_, __, exact) => (exact.toString(16).padStart(16, '0').match(/../g) ?? []).join('-'),
  read: (words) =>
    /^(?:[0-9a-f]{2}-){7}[0-9a-f]{2}$/i.test(words) ? BigInt(`0x${words.replaceAll('-', '')}`) : undefined,
};

const dsn = (): Table => ({
  capabilities: ['dsn'],
  rows: [value('', 'Device Serial Number *', 'dsn.serial_number', serialNumber)],
});

/** `4MB`: a size of two to the power of `n` MB. */
const size = (n: number): string => `${2 ** (n % 10)}${['M', 'G', 'T', 'P', 'E'][Math.floor(n / 10)]}B`;

/** 43 stands for 8 EB, the largest BAR; the register has room for codes up to 63. */
const largest = 43;
const sizes: readonly string[] = Array.from({ length: largest + 1 }, (_, n) => size(n));
const currentSize: Wording = {
  show: (code) => sizes[code] ?? '<unknown>',
  read: (words) => (sizes.includes(words) ? sizes.indexOf(words) : undefined),
};

/** Sizes that the Resizable BAR Capability register has bits for; the larger ones are in the Control register. */
const inCapability = 28;

type Resizable = 'resizable_bar' | 'vf_resizable_bar';
const supportedSizes = (name: Resizable, n: 0 | 1 | 2 | 3 | 4 | 5): Wording => ({
  show(supported, get) {
    const larger = get(`${name}.control_${n}.larger_supported_sizes`) ?? 0;
    return sizes
      .filter((_, code) =>
        code < inCapability ? (supported >>> code) & 1 : (larger >>> (code - inCapability)) & 1,
      )
      .join(' ');
  },
  read(words): Values | undefined {
    const codes = words.split(' ').map((word) => sizes.indexOf(word));
    if (codes.includes(-1)) return undefined;
    const bits = (from: number, to: number): number =>
      codes.filter((code) => code >= from && code < to).reduce((mask, code) => mask + 2 ** (code - from), 0);
    return {
      [`${name}.capability_${n}.supported_sizes`]: bits(0, inCapability),
      [`${name}.control_${n}.larger_supported_sizes`]: bits(inCapability, largest + 1),
    };
  },
});

const resizable = (name: Resizable): Table => ({
  capabilities: [name],
  rows: ([0, 1, 2, 3, 4, 5] as const).flatMap((n) => [
    value(`BAR @${n}`, '#', `${name}.control_${n}.bar_index`),
    value(`BAR @${n}`, 'current size: *', `${name}.control_${n}.bar_size`, currentSize),
    value(`BAR @${n}`, 'supported: **', `${name}.capability_${n}.supported_sizes`, supportedSizes(name, n)),
  ]),
});

const groups = (line: string) => [
  value(line, 'NumGroups *', 'multicast.control.num_group', decimalPlus(1)),
  ...flags(line, 'multicast.control', { Enable: 'enable' }),
];

const baseAddress: Wording = {
  show: (_, __, exact) => (BigInt(exact) << 12n).toString(16).padStart(16, '0'),
  read: (words) => (/^[0-9a-f]{13}000$/i.test(words) ? BigInt(`0x${words}`) >> 12n : undefined),
};

const multicast = (): Table => ({
  capabilities: ['multicast'],
  rows: [
    value('McastCap', 'MaxGroups *', 'multicast.capability.max_group', decimalPlus(1)),
    value('McastCap', 'WindowSz * ', 'multicast.capability.window_size_requested'),
    value(
      'McastCap',
      'WindowSz ** bytes)',
      'multicast.capability.window_size_requested',
      only((code) => `${code} (${2n ** BigInt(code)}`),
    ),
    ...flags('McastCap', 'multicast.capability', { ECRCRegen: 'ecrc_regeneration_supported' }),
    ...groups('McastCap'),
    ...groups('McastCtl'),
    value('McastBAR', 'IndexPos *', 'multicast.base_address.index_position'),
    value('McastBAR', 'BaseAddr *', 'multicast.base_address.base_address', baseAddress),
    value('McastReceiveVec', '*', 'multicast.receive', hex(16)),
    value('McastBlockAllVec', '*', 'multicast.block_all', hex(16)),
    value('McastBlockUntransVec', '*', 'multicast.block_untranslated', hex(16)),
    // Most endpoints do not have it, and lspci prints what comes after their capability.
    value(
      'McastOverlayBAR',
      'OverlaySize **, B',
      'multicast.overlay_bar.overlay_size',
      only((code) => (code < 6 ? `${code} (disabled)` : `${code} (${2n ** BigInt(code)} bytes)`)),
    ),
    value(
      'McastOverlayBAR',
      'BaseAddr *',
      'multicast.overlay_bar.overlay_bar',
      only((_, __, exact) => (BigInt(exact) << 6n).toString(16).padStart(16, '0')),
    ),
  ],
});

export default [
  sriov,
  ari,
  acs,
  ats,
  pri,
  pasid,
  dsn,
  () => resizable('resizable_bar'),
  () => resizable('vf_resizable_bar'),
  multicast,
];
