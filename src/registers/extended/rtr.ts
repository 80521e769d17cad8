import { bit, bits, defineExtended, register, vf } from '../define.ts';

const factors = [1, 32, 1024, 32768, 1048576, 33554432];
const scales = {
  0: '1 ns',
  1: '32 ns',
  2: '1,024 ns',
  3: '32,768 ns',
  4: '1,048,576 ns',
  5: '33,554,432 ns',
  rest: 'reserved',
};
const scaledBy = (field: string) => ({ unit: { label: 'ns', scale: { field, factors } } });

const spec = { spec: 'r6/7 7.9.16' };
const own = vf(
  'independent',
  null,
  "The VF's own; if one VF of a PF has it, all have it with the same times.",
  spec,
);
const resetTime = vf('independent', null, 'In a VF the time that it needs after VF Enable is set.', spec);
const dlUpTime = vf('reserved', null, 'Without meaning in a VF.', spec);
const d3Time = vf('independent', null, 'Undefined in a VF without power management.', spec);

export default defineExtended(() => ({
  id: 0x0022,
  name: 'rtr',
  title: 'Readiness Time Reporting',
  spec: 'PCIe 6.0 §7.9.16',
  aliases: { setpci: 'ECAP_RTR' },
  inVf: 'optional',
  vf: own,
  length: 0x0c,
  registers: {
    reporting_1: register(
      0x04,
      32,
      'Readiness Time Reporting 1',
      {
        reset_time: bits(8, 0, 'Reset Time', 'HwInit', {
          ...scaledBy('reporting_1.reset_time_scale'),
          vf: resetTime,
        }),
        reset_time_scale: bits(11, 9, 'Reset Time Scale', 'HwInit', { values: scales, vf: resetTime }),
        dl_up_time: bits(20, 12, 'DL_Up Time', 'HwInit', {
          ...scaledBy('reporting_1.dl_up_time_scale'),
          vf: dlUpTime,
        }),
        dl_up_time_scale: bits(23, 21, 'DL_Up Time Scale', 'HwInit', { values: scales, vf: dlUpTime }),
        valid: bit(31, 'Valid', 'HwInit', { note: 'Without it no time here has meaning.' }),
      },
      { spec: 'PCIe 6.0 §7.9.16.2' },
    ),
    reporting_2: register(
      0x08,
      32,
      'Readiness Time Reporting 2',
      {
        flr_time: bits(8, 0, 'FLR Time', 'HwInit', scaledBy('reporting_2.flr_time_scale')),
        flr_time_scale: bits(11, 9, 'FLR Time Scale', 'HwInit', { values: scales }),
        d3hot_to_d0_time: bits(20, 12, 'D3hot to D0 Time', 'HwInit', {
          ...scaledBy('reporting_2.d3hot_to_d0_time_scale'),
          vf: d3Time,
        }),
        d3hot_to_d0_time_scale: bits(23, 21, 'D3hot to D0 Time Scale', 'HwInit', {
          values: scales,
          vf: d3Time,
        }),
      },
      { spec: 'PCIe 6.0 §7.9.16.3' },
    ),
  },
}));
