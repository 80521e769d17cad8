import { bit, bits, defineDvsec, register, repeat, vf, whole } from '../define.ts';

export default defineDvsec(() => ({
  vendor: 0x1e98,
  dvsecId: 0,
  name: 'cxl_device',
  title: 'CXL Device (DVSEC)',
  spec: 'CXL 3.1 §8.1.3',
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'It is in Function 0 and governs the whole device.', {
    spec: 'CXL 3.1 §8.1.3',
  }),
  macros: {
    '': 'PCI_DVSEC_CXL_DEVICE',
    'range[n].size_high': 'PCI_DVSEC_CXL_RANGE_SIZE_HIGH() ~CXL_DVSEC_RANGE_MAX',
    'range[n].size_low': 'PCI_DVSEC_CXL_RANGE_SIZE_LOW()',
    'range[n].base_high': 'PCI_DVSEC_CXL_RANGE_BASE_HIGH()',
    'range[n].base_low': 'PCI_DVSEC_CXL_RANGE_BASE_LOW()',
  },
  registers: {
    capability: register(
      0x0a,
      16,
      'CXL Capability',
      {
        cache_capable: bit(0, 'Cache Capable', 'RO', { linux: 'PCI_DVSEC_CXL_CACHE_CAPABLE' }),
        io_capable: bit(1, 'IO Capable', 'RO'),
        mem_capable: bit(2, 'Mem Capable', 'RO', { linux: 'PCI_DVSEC_CXL_MEM_CAPABLE' }),
        mem_hwinit_mode: bit(3, 'Mem HwInit Mode', 'RO'),
        hdm_count: bits(5, 4, 'HDM Count', 'RO', {
          values: { 0: 'no range', 1: '1 range', 2: '2 ranges', 3: 'reserved' },
          linux: 'PCI_DVSEC_CXL_HDM_COUNT',
        }),
        cache_writeback_and_invalidate_capable: bit(6, 'Cache Writeback and Invalidate Capable', 'RO'),
        reset_capable: bit(7, 'CXL Reset Capable', 'RO'),
        reset_timeout: bits(10, 8, 'CXL Reset Timeout', 'RO', {
          values: { 0: '10 ms', 1: '100 ms', 2: '1 s', 3: '10 s', 4: '100 s', rest: 'reserved' },
        }),
        reset_mem_clr_capable: bit(11, 'CXL Reset Mem Clr Capable', 'RO'),
        tsp_capable: bit(12, 'TSP Capable', 'RO', { note: 'Since CXL 3.1.' }),
        multiple_logical_device: bit(13, 'Multiple Logical Device', 'RO'),
        viral_capable: bit(14, 'Viral Capable', 'RO'),
        pm_init_completion_reporting_capable: bit(15, 'PM Init Completion Reporting Capable', 'RO'),
      },
      { linux: 'PCI_DVSEC_CXL_CAP' },
    ),
    control: register(
      0x0c,
      16,
      'CXL Control',
      {
        cache_enable: bit(0, 'Cache Enable', 'RW', { reset: 0 }),
        io_enable: bit(1, 'IO Enable', 'RO'),
        mem_enable: bit(2, 'Mem Enable', 'RW', { reset: 0, linux: 'PCI_DVSEC_CXL_MEM_ENABLE' }),
        cache_sf_coverage: bits(7, 3, 'Cache SF Coverage', 'RW', { reset: 0 }),
        cache_sf_granularity: bits(10, 8, 'Cache SF Granularity', 'RW', { reset: 0 }),
        cache_clean_eviction: bit(11, 'Cache Clean Eviction', 'RW', { reset: 0 }),
        direct_p2p_mem_enable: bit(12, 'Direct P2P Mem Enable', 'RW', { reset: 0, note: 'Since CXL 3.1.' }),
        viral_enable: bit(14, 'Viral Enable', 'RW', { reset: 0 }),
      },
      { linux: 'PCI_DVSEC_CXL_CTRL' },
    ),
    status: register(0x0e, 16, 'CXL Status', {
      viral_status: bit(14, 'Viral Status', 'RW1CS'),
    }),
    control_2: register(0x10, 16, 'CXL Control 2', {
      disable_caching: bit(0, 'Disable Caching', 'RW', { reset: 0 }),
      initiate_cache_writeback_and_invalidation: bit(1, 'Initiate Cache Write Back and Invalidation', 'RW', {
        reset: 0,
        note: 'Reads 0.',
      }),
      initiate_reset: bit(2, 'Initiate CXL Reset', 'RW', { reset: 0, note: 'Reads 0.' }),
      reset_mem_clr_enable: bit(3, 'CXL Reset Mem Clr Enable', 'RW', { reset: 0 }),
      desired_volatile_hdm_state_after_hot_reset: bit(4, 'Desired Volatile HDM State after Hot Reset', 'RW'),
      modified_completion_enable: bit(5, 'Modified Completion Enable', 'RW', {
        reset: 0,
        note: 'Since CXL 3.1.',
      }),
    }),
    status_2: register(0x12, 16, 'CXL Status 2', {
      cache_invalid: bit(0, 'Cache Invalid', 'RO'),
      reset_complete: bit(1, 'CXL Reset Complete', 'RO'),
      reset_error: bit(2, 'CXL Reset Error', 'RO'),
      volatile_hdm_preservation_error: bit(3, 'Volatile HDM Preservation Error', 'RW1CS'),
      pm_initialization_complete: bit(15, 'Power Management Initialization Complete', 'RO'),
    }),
    lock: register(0x14, 16, 'CXL Lock', {
      config_lock: bit(0, 'CONFIG LOCK', 'RW', { reset: 0, note: 'Written once; only a reset clears it.' }),
    }),
    capability_2: register(0x16, 16, 'CXL Capability 2', {
      cache_size_unit: bits(3, 0, 'Cache Size Unit', 'RO', {
        values: { 0: 'not reported', 1: '64 KiB', 2: '1 MiB', rest: 'reserved' },
      }),
      fallback_capability: bits(5, 4, 'Fallback Capability', 'RO', {
        values: { 0: 'none', 1: 'PCIe', 2: 'CXL Type 1', 3: 'CXL Type 3' },
      }),
      modified_completion_capable: bit(6, 'Modified Completion Capable', 'RO', { note: 'Since CXL 3.1.' }),
      no_clean_writeback: bit(7, 'No Clean Writeback', 'RO'),
      cache_size: bits(15, 8, 'Cache Size', 'RO'),
    }),
    range: repeat(
      {
        offset: 0x18,
        count: 2,
        stride: 0x10,
        title: 'Ranges of host-managed device memory',
      },
      {
        size_high: whole(0x00, 32, 'Memory Size High', 'RO', { style: 'hex' }),
        size_low: register(0x04, 32, 'Range Size Low', {
          memory_info_valid: bit(0, 'Memory Info Valid', 'RO', { linux: 'PCI_DVSEC_CXL_MEM_INFO_VALID' }),
          memory_active: bit(1, 'Memory Active', 'RO', { linux: 'PCI_DVSEC_CXL_MEM_ACTIVE' }),
          media_type: bits(4, 2, 'Media Type', 'RO', {
            values: { 0: 'volatile', 1: 'non-volatile', 2: 'as CDAT says', rest: 'reserved' },
          }),
          memory_class: bits(7, 5, 'Memory Class', 'RO', {
            values: { 0: 'memory', 1: 'storage', 2: 'as CDAT says', rest: 'reserved' },
          }),
          desired_interleave: bits(12, 8, 'Desired Interleave', 'RO', {
            values: {
              0: 'none',
              1: '256 bytes',
              2: '4 KiB',
              3: '512 bytes',
              4: '1 KiB',
              5: '2 KiB',
              6: '8 KiB',
              7: '16 KiB',
              rest: 'reserved',
            },
          }),
          memory_active_timeout: bits(15, 13, 'Memory Active Timeout', 'RO', {
            values: { 0: '1 s', 1: '4 s', 2: '16 s', 3: '64 s', 4: '256 s', rest: 'reserved' },
            linux: 'PCI_DVSEC_CXL_MEM_ACTIVE_TIMEOUT',
          }),
          memory_active_degraded: bit(16, 'Memory Active Degraded', 'RO'),
          memory_size_low: bits(31, 28, 'Memory Size Low', 'RO', {
            style: 'hex',
            linux: 'PCI_DVSEC_CXL_MEM_SIZE_LOW',
          }),
        }),
        base_high: whole(0x08, 32, 'Memory Base High', 'RW', { style: 'hex' }),
        base_low: register(0x0c, 32, 'Range Base Low', {
          memory_base_low: bits(31, 28, 'Memory Base Low', 'RW', {
            style: 'hex',
            linux: 'PCI_DVSEC_CXL_MEM_BASE_LOW',
          }),
        }),
      },
    ),
    capability_3: register(
      0x38,
      16,
      'CXL Capability 3',
      {
        default_volatile_hdm_state_after_cold_reset: bit(
          0,
          'Default Volatile HDM State after Cold Reset',
          'RO',
        ),
        default_volatile_hdm_state_after_warm_reset: bit(
          1,
          'Default Volatile HDM State after Warm Reset',
          'RO',
        ),
        default_volatile_hdm_state_after_hot_reset: bit(
          2,
          'Default Volatile HDM State after Hot Reset',
          'RO',
        ),
        volatile_hdm_state_after_hot_reset_configurability: bit(
          3,
          'Volatile HDM State after Hot Reset Configurability',
          'RO',
        ),
        direct_p2p_mem_capable: bit(4, 'Direct P2P Mem Capable', 'RO', { note: 'Since CXL 3.1.' }),
      },
      { when: { 'dvsec_header_1.revision': { atLeast: 2 } } },
    ),
  },
}));
