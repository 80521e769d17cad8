import { bit, bits, defineStandard, register, whole } from '../define.ts';
import { vf } from '../vf.ts';

const memoryVectorSizes = {
  0: '256 bits',
  1: '512 bits',
  2: '1024 bits',
  3: '2048 bits',
  4: '4096 bits',
};

export default defineStandard(() => ({
  id: 0x15,
  name: 'fpb',
  title: 'Flattening Portal Bridge',
  spec: 'PCIe 6.0 §7.8.11',
  inVf: 'elsewhere',
  vf: vf('not-implemented-in-vf', null, 'Only in bridges: a function with it is not a VF.'),
  length: 0x24,
  registers: {
    capabilities: register(
      0x04,
      32,
      'FPB Capabilities',
      {
        rid_decode_supported: bit(0, 'FPB RID Decode Mechanism Supported', 'HwInit'),
        mem_low_decode_supported: bit(1, 'FPB MEM Low Decode Mechanism Supported', 'HwInit'),
        mem_high_decode_supported: bit(2, 'FPB MEM High Decode Mechanism Supported', 'HwInit'),
        num_sec_dev: bits(7, 3, 'FPB Num Sec Dev', 'HwInit', {
          unit: { label: 'Device Numbers', plus: 1 },
          note: 'Only in switch upstream ports: how many Device Numbers are below them.',
        }),
        rid_vector_size: bits(10, 8, 'FPB RID Vector Size Supported', 'HwInit', {
          values: { 0: '256 bits', 2: '1024 bits', 5: '8192 bits', rest: 'reserved' },
        }),
        mem_low_vector_size: bits(18, 16, 'FPB MEM Low Vector Size Supported', 'HwInit', {
          values: { ...memoryVectorSizes, rest: 'reserved' },
        }),
        mem_high_vector_size: bits(26, 24, 'FPB MEM High Vector Size Supported', 'HwInit', {
          values: { ...memoryVectorSizes, 5: '8192 bits', rest: 'reserved' },
        }),
      },
      { spec: 'PCIe 6.0 §7.8.11.2' },
    ),
    rid_vector_control_1: register(
      0x08,
      32,
      'FPB RID Vector Control 1',
      {
        enable: bit(0, 'FPB RID Decode Mechanism Enable', 'RW', { reset: 0 }),
        granularity: bits(7, 4, 'FPB RID Vector Granularity', 'RW', {
          reset: 0,
          values: { 0: '8 Routing IDs', 3: '64 Routing IDs', 5: '256 Routing IDs', rest: 'reserved' },
        }),
        start: bits(31, 19, 'FPB RID Vector Start', 'RW', {
          style: 'hex',
          unit: { label: 'Routing IDs', times: 8 },
        }),
      },
      { spec: 'PCIe 6.0 §7.8.11.3' },
    ),
    rid_vector_control_2: register(
      0x0c,
      32,
      'FPB RID Vector Control 2',
      {
        rid_secondary_start: bits(15, 3, 'RID Secondary Start', 'RW', {
          reset: 0,
          style: 'hex',
          unit: { label: 'Routing IDs', times: 8 },
        }),
      },
      { spec: 'PCIe 6.0 §7.8.11.4' },
    ),
    mem_low_vector_control: register(
      0x10,
      32,
      'FPB MEM Low Vector Control',
      {
        enable: bit(0, 'FPB MEM Low Decode Mechanism Enable', 'RW', { reset: 0 }),
        granularity: bits(7, 4, 'FPB MEM Low Vector Granularity', 'RW', {
          reset: 0,
          values: { 0: '1 MiB', 1: '2 MiB', 2: '4 MiB', 3: '8 MiB', 4: '16 MiB', rest: 'reserved' },
        }),
        start: bits(31, 20, 'FPB MEM Low Vector Start', 'RW', {
          style: 'address',
          unit: { label: 'bytes', times: 0x100000 },
        }),
      },
      { spec: 'PCIe 6.0 §7.8.11.5' },
    ),
    mem_high_vector_control_1: register(
      0x14,
      32,
      'FPB MEM High Vector Control 1',
      {
        enable: bit(0, 'FPB MEM High Decode Mechanism Enable', 'RW', { reset: 0 }),
        granularity: bits(7, 4, 'FPB MEM High Vector Granularity', 'RW', {
          reset: 0,
          values: {
            0: '256 MiB',
            1: '512 MiB',
            2: '1 GiB',
            3: '2 GiB',
            4: '4 GiB',
            5: '8 GiB',
            6: '16 GiB',
            7: '32 GiB',
            rest: 'reserved',
          },
        }),
        start_lower: bits(31, 28, 'FPB MEM High Vector Start Lower', 'RW', {
          style: 'address',
          unit: { label: 'bytes', times: 0x10000000 },
        }),
      },
      { spec: 'PCIe 6.0 §7.8.11.6' },
    ),
    mem_high_vector_control_2: whole(0x18, 32, 'FPB MEM High Vector Control 2', 'RW', {
      style: 'hex',
      spec: 'PCIe 6.0 §7.8.11.7',
      note: 'Upper half of FPB MEM High Vector Start.',
    }),
    vector_access_control: register(
      0x1c,
      32,
      'FPB Vector Access Control',
      {
        offset: bits(7, 0, 'FPB Vector Access Offset', 'RW', { unit: { label: 'dwords' } }),
        select: bits(15, 14, 'FPB Vector Select', 'RW', {
          values: { 0: 'RID', 1: 'MEM Low', 2: 'MEM High', rest: 'reserved' },
        }),
      },
      { spec: 'PCIe 6.0 §7.8.11.8' },
    ),
    vector_access_data: whole(0x20, 32, 'FPB Vector Access Data', 'RW', {
      style: 'hex',
      spec: 'PCIe 6.0 §7.8.11.9',
    }),
  },
}));
