import { bit, bits, defineDvsec, register, whole } from '../define.ts';
import { notKnownInVf } from '../vf.ts';

export default defineDvsec(() => ({
  vendor: 0x1e98,
  dvsecId: 0x0a,
  name: 'cxl_test',
  title: 'CXL Test Capability (DVSEC)',
  spec: 'CXL 2.0 §14.16.1',
  inVf: 'not-known',
  vf: notKnownInVf('no text of the specification was found on this DVSEC in VFs.'),
  note: 'Only devices made for compliance tests have it.',
  registers: {
    lock: register(0x0a, 16, 'CXL Test Lock', {
      test_lock: bit(0, 'TestLock', 'RW', { reset: 0, note: 'Written once; only a reset clears it.' }),
    }),
    capability_1: register(0x0c, 32, 'CXL Test Capability1', {
      self_checking: bit(0, 'SelfChecking', 'RO'),
      algorithm_1a: bit(1, 'Algorithm1a', 'RO'),
      algorithm_1b: bit(2, 'Algorithm1b', 'RO'),
      algorithm_2: bit(3, 'Algorithm2', 'RO'),
      rd_curr: bit(4, 'RdCurr', 'RO'),
      rd_own: bit(5, 'RdOwn', 'RO'),
      rd_shared: bit(6, 'RdShared', 'RO'),
      rd_any: bit(7, 'RdAny', 'RO'),
      rd_own_no_data: bit(8, 'RdOwnNoData', 'RO'),
      ito_m_wr: bit(9, 'ItoMWr', 'RO'),
      mem_wr: bit(10, 'MemWr', 'RO'),
      cl_flush: bit(11, 'CLFlush', 'RO'),
      clean_evict: bit(12, 'CleanEvict', 'RO'),
      dirty_evict: bit(13, 'DirtyEvict', 'RO'),
      clean_evict_no_data: bit(14, 'CleanEvictNoData', 'RO'),
      wo_wr_inv: bit(15, 'WOWrInv', 'RO'),
      wo_wr_inv_f: bit(16, 'WOWrInvF', 'RO'),
      wr_inv: bit(17, 'WrInv', 'RO'),
      cache_flushed: bit(18, 'CacheFlushed', 'RO'),
      unexpected_completion: bit(19, 'UnexpectedCompletion', 'RO'),
      completion_timeout_injection: bit(20, 'CompletionTimeoutInjection', 'RO'),
      configuration_size: bits(31, 24, 'ConfigurationSize', 'RO', {
        unit: { label: 'bytes' },
        note: 'Belongs to the test configuration registers.',
      }),
    }),
    capability_2: register(0x10, 16, 'CXL Test Capability2', {
      cache_size: bits(13, 0, 'CacheSize', 'RO', { note: 'In units of Cache Size Units.' }),
      cache_size_units: bits(15, 14, 'CacheSizeUnits', 'RO', {
        values: { 0: 'bytes', 1: 'KB', 2: 'MB', 3: 'reserved' },
      }),
    }),
    configuration_base_low: register(0x14, 32, 'CXL Test Configuration Base Low', {
      memory_space_indicator: bit(0, 'MemorySpaceIndicator', 'RO', { reset: 0 }),
      type: bits(2, 1, 'Type', 'RO', {
        values: { 0: '32 bits', 1: 'reserved', 2: '64 bits', 3: 'reserved' },
      }),
      base_low: bits(31, 4, 'BaseLow', 'RW', { style: 'hex', note: 'Address bits 31:4.' }),
    }),
    configuration_base_high: whole(0x18, 32, 'CXL Test Configuration Base High', 'RW', { style: 'hex' }),
  },
}));
