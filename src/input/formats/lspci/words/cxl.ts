import {
  flags,
  type Get,
  only,
  type Row,
  type Table,
  unread,
  type Values,
  value,
  type Wording,
} from './language.ts';
import { dvsecRows } from './vendor.ts';
import { decimal, hex, hexOf, named, sign } from './wordings.ts';

const titleRows = dvsecRows(': CXL');

const interleaves = ['0', '256', '4096', '512', '1024', '2048', '8192', '16384'];

const wide = (high: number | undefined, low: number | undefined): bigint =>
  (BigInt(high ?? 0) << 32n) | (BigInt(low ?? 0) << 28n);
const sixteen = (address: bigint): string => BigInt.asUintN(64, address).toString(16).padStart(16, '0');

/** `4000000000-4fffffffff`, of all 64 bits. lspci 3.9 takes reserved bits for more of them. */
const range = (n: 0 | 1): Wording =>
  only((_, get) => {
    const at = `cxl_device.range[${n}]` as const;
    const base = wide(get(`${at}.base_high`), get(`${at}.base_low.memory_base_low`));
    const size = wide(get(`${at}.size_high`), get(`${at}.size_low.memory_size_low`));
    return `${sixteen(base)}-${sixteen(base + size - 1n)}`;
  });

const ranges: readonly Row[] = ([0, 1] as const).flatMap((n) => {
  const line = `Range${n + 1}`;
  const size = `cxl_device.range[${n}].size_low` as const;
  return [
    value(line, '* ', `cxl_device.range[${n}].base_high`, range(n)),
    ...flags(line, size, { Valid: 'memory_info_valid', Active: 'memory_active' }),
    value(line, 'Type=*', `${size}.media_type`, named(['Volatile', 'Non-volatile', 'CDAT'])),
    value(line, 'Class=*', `${size}.memory_class`, named(['DRAM', 'Storage', 'CDAT'])),
    value(line, 'interleave=*', `${size}.desired_interleave`, named(interleaves)),
    value(line, 'timeout=*s', `${size}.memory_active_timeout`, named(['1', '4', '16', '64', '256'])),
  ];
});

/** The size is the same in several pairs of count and unit. */
const cacheSize = only((count, get) => {
  const unit = [0, 0x10000, 0x100000][get('cxl_device.capability_2.cache_size_unit') ?? 0] ?? 0;
  return unit === 0 ? undefined : (count * unit).toString(16).padStart(8, '0');
});

const device = (): Table => ({
  capabilities: ['cxl_device'],
  rows: [
    ...titleRows,
    ...flags('CXLCap', 'cxl_device.capability', {
      Cache: 'cache_capable',
      IO: 'io_capable',
      Mem: 'mem_capable',
      'Mem HW Init': 'mem_hwinit_mode',
      Viral: 'viral_capable',
    }),
    value('CXLCap', 'HDMCount *', 'cxl_device.capability.hdm_count'),
    ...flags('CXLCtl', 'cxl_device.control', {
      Cache: 'cache_enable',
      IO: 'io_enable',
      Mem: 'mem_enable',
      'Cache Clean': 'cache_clean_eviction',
      Viral: 'viral_enable',
    }),
    value('CXLCtl', 'Cache SF Cov *', 'cxl_device.control.cache_sf_coverage'),
    value('CXLCtl', 'Cache SF Gran *', 'cxl_device.control.cache_sf_granularity'),
    ...flags('CXLSta', 'cxl_device.status', { Viral: 'viral_status' }),
    ...flags('CXLSta2', 'cxl_device.status_2', {
      ResetComplete: 'reset_complete',
      ResetError: 'reset_error',
      PMComplete: 'pm_initialization_complete',
    }),
    value('Cache Size', '*', 'cxl_device.capability_2.cache_size', cacheSize),
    value('', 'Cache Size Not**', 'cxl_device.capability_2.cache_size_unit', named({ 0: ' Reported' })),
    ...ranges,
  ],
  other: [
    ...flags('CXLCap', 'cxl_device.capability', { MemHWInit: 'mem_hwinit_mode' }),
    ...flags('CXLCtl', 'cxl_device.control', { CacheClean: 'cache_clean_eviction' }),
    ...flags('CXLCtl2', 'cxl_device.control_2', { DisableCaching: 'disable_caching' }),
    // Up to 3.15 lspci prints the bits next to them.
    ...unread([
      ...flags('CXLCtl2', 'cxl_device.control_2', {
        InitRst: 'initiate_reset',
        RstMemClrEn: 'reset_mem_clr_enable',
        DesiredVolatileHDMStateAfterHotReset: 'desired_volatile_hdm_state_after_hot_reset',
      }),
      ...flags('CXLCap3', 'cxl_device.capability_3', {
        HotReset: 'default_volatile_hdm_state_after_hot_reset',
        HotResetConfigurability: 'volatile_hdm_state_after_hot_reset_configurability',
      }),
    ]),
    ...flags('CXLCap3', 'cxl_device.capability_3', {
      ColdReset: 'default_volatile_hdm_state_after_cold_reset',
      WarmReset: 'default_volatile_hdm_state_after_warm_reset',
    }),
  ],
});

const map = (n: number, words: string, wording: Wording): Row =>
  value(`FuncMap ${n}`, words, `cxl_non_cxl_function_map.map[${n}]`, wording);

const functionMap = (): Table => ({
  capabilities: ['cxl_non_cxl_function_map'],
  rows: [
    ...titleRows,
    ...[0, 1, 2, 3, 4, 5, 6, 7].flatMap((n) => [
      // lspci reads the lower half of the register.
      map(n, '*', only(hex(8).show)),
      map(
        n,
        '0000*',
        only((raw) => (raw & 0xffff).toString(16).padStart(4, '0')),
      ),
    ]),
  ],
});

const port = (): Table => ({
  capabilities: ['cxl_port_extensions'],
  rows: [
    ...titleRows,
    // lspci 3.9 shows it when other bits are set.
    value(
      'CXLPortSta',
      'PMComplete±',
      'cxl_port_extensions.status.pm_initialization_complete',
      only(sign.show),
    ),
    ...flags('CXLPortCtl', 'cxl_port_extensions.control', {
      UnmaskSBR: 'unmask_sbr',
      UnmaskLinkDisable: 'unmask_link_disable',
      AltMem: 'alt_memory_and_id_space_enable',
      AltBME: 'alt_bme',
      ViralEnable: 'viral_enable',
    }),
    value('AlternateBus @0', '*-', 'cxl_port_extensions.alternate_bus_base', hex(2)),
    value('AlternateBus @0', '-*', 'cxl_port_extensions.alternate_bus_limit', hex(2)),
    // lspci gives the memory window the same name.
    value('AlternateBus @1', '*-', 'cxl_port_extensions.alternate_memory_base', hex(4)),
    value('AlternateBus @1', '-*', 'cxl_port_extensions.alternate_memory_limit', hex(4)),
  ],
});

const timeUnits = ['us', '0us', '00us', 'ms', '0ms', '00ms', 's', '0s'];

/** `30ms`: the base times what the scale says. A count and its scale are not told from ten times the one. */
const time = (scale: Parameters<Get>[0]): Wording =>
  only((base, get) => {
    const unit = timeUnits[get(scale) ?? 8];
    if (unit === undefined) return `${base}<?>`;
    return base === 0 ? `0${unit.replace(/0/g, '')}` : `${base}${unit}`;
  });

const gpfPort = (): Table => ({
  capabilities: ['cxl_gpf_port'],
  rows: [
    ...titleRows,
    ...([1, 2] as const).map((phase) =>
      value(
        `GPF Phase ${phase} Timeout`,
        '*',
        `cxl_gpf_port.phase_${phase}_control.timeout_base`,
        time(`cxl_gpf_port.phase_${phase}_control.timeout_scale`),
      ),
    ),
  ],
});

const gpfDevice = (): Table => ({
  capabilities: ['cxl_gpf_device'],
  rows: [
    ...titleRows,
    value(
      'GPF Phase 2 Duration',
      '*',
      'cxl_gpf_device.phase_2_duration.time_base',
      time('cxl_gpf_device.phase_2_duration.time_scale'),
    ),
    value('GPF Phase 2 Power', '*mW', 'cxl_gpf_device.phase_2_power', decimal),
  ],
});

const flexBusPort = (): Table => ({
  capabilities: ['cxl_flex_bus_port'],
  rows: [
    ...titleRows,
    ...flags('FBCap', 'cxl_flex_bus_port.capability', {
      Cache: 'cache_capable',
      IO: 'io_capable',
      Mem: 'mem_capable',
      '68BFlit': 'flit_68b_and_vh_capable',
      MltLogDev: 'multi_logical_device_capable',
      '256BFlit': 'flit_256b_capable',
      PBRFlit: 'pbr_flit_capable',
    }),
    ...flags('FBCtl', 'cxl_flex_bus_port.control', {
      Cache: 'cache_enable',
      IO: 'io_enable',
      Mem: 'mem_enable',
      SynHdrByp: 'sync_hdr_bypass_enable',
      DrftBuf: 'drift_buffer_enable',
      '68BFlit': 'flit_68b_and_vh_enable',
      MltLogDev: 'multi_logical_device_enable',
      RCD: 'disable_rcd_training',
      Retimer1: 'retimer1_present',
      Retimer2: 'retimer2_present',
      '256BFlit': 'flit_256b_enable',
      PBRFlit: 'pbr_flit_enable',
    }),
    ...flags('FBSta', 'cxl_flex_bus_port.status', {
      Cache: 'cache_enabled',
      IO: 'io_enabled',
      Mem: 'mem_enabled',
      SynHdrByp: 'sync_hdr_bypass_enabled',
      DrftBuf: 'drift_buffer_enabled',
      '68BFlit': 'flit_68b_and_vh_enabled',
      MltLogDev: 'multi_logical_device_enabled',
      '256BFlit': 'flit_256b_enabled',
      PBRFlit: 'pbr_flit_enabled',
    }),
    value('FBModTS', 'Received FB Data: *', 'cxl_flex_bus_port.received_modified_ts_data.data', hex(6)),
    ...flags('FBCap2', 'cxl_flex_bus_port.capability_2', { NOPHint: 'nop_hint_capable' }),
    ...flags('FBCtl2', 'cxl_flex_bus_port.control_2', { NOPHint: 'nop_hint_enable' }),
    value('FBSta2', 'NOPHintInfo: *', 'cxl_flex_bus_port.status_2.nop_hint_info'),
  ],
});

const blocks = named(
  {
    1: 'component registers',
    2: 'BAR virtualization',
    3: 'CXL device registers',
    4: 'CPMU registers',
    255: 'vendor-specific',
  },
  '<?>',
);

const blockOffset = (n: 0 | 1 | 2 | 3): Wording => {
  const block = `cxl_register_locator.block[${n}]` as const;
  return {
    show: (low, get) =>
      `${(get(`${block}.high`) ?? 0).toString(16).padStart(8, '0')}${low.toString(16).padStart(4, '0')}0000`,
    read(words): Values | undefined {
      const offset = BigInt(hexOf(words) ?? 1);
      if ((offset & 0xffffn) !== 0n) return undefined;
      return {
        [`${block}.low.offset_low`]: Number((offset >> 16n) & 0xffffn),
        [`${block}.high`]: Number(offset >> 32n),
      };
    },
  };
};

const registerLocator = (): Table => ({
  capabilities: ['cxl_register_locator'],
  rows: [
    ...titleRows,
    ...([0, 1, 2, 3] as const).flatMap((n) => {
      const block = `cxl_register_locator.block[${n}]` as const;
      return [
        value(`Block${n + 1}`, 'BIR: bar*', `${block}.low.bir`),
        value(`Block${n + 1}`, 'ID: *,', `${block}.low.identifier`, blocks),
        value(`Block${n + 1}`, 'offset: *', `${block}.low.offset_low`, blockOffset(n)),
      ];
    }),
  ],
});

/** lspci names no register of these. */
const mld = (): Table => ({ capabilities: ['cxl_mld'], rows: titleRows });
const testCapability = (): Table => ({
  capabilities: ['cxl_test'],
  rows: [...titleRows, value('', 'Unknown ID *', 'cxl_test.dvsec_header_2.id', hex(4))],
});

export default [
  device,
  functionMap,
  port,
  gpfPort,
  gpfDevice,
  flexBusPort,
  registerLocator,
  mld,
  testCapability,
];
