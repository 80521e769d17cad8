import { cxlTimeScales } from '../cxl-time.ts';
import { bits, defineDvsec, register, vf, whole } from '../define.ts';

export default defineDvsec(() => ({
  vendor: 0x1e98,
  dvsecId: 5,
  name: 'cxl_gpf_device',
  title: 'Global Persistent Flush of a Device (DVSEC)',
  spec: 'CXL 3.1 §8.1.7',
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'It is in Function 0 and governs the whole device.', {
    spec: 'CXL 3.1 §8.1.7',
  }),
  macros: {
    '': 'PCI_DVSEC_CXL_DEVICE_GPF',
  },
  registers: {
    phase_2_duration: register(0x0a, 16, 'GPF Phase 2 Duration', {
      time_base: bits(3, 0, 'Device GPF Phase 2 Time Base', 'RO'),
      time_scale: bits(11, 8, 'Device GPF Phase 2 Time Scale', 'RO', { values: cxlTimeScales }),
    }),
    phase_2_power: whole(0x0c, 32, 'GPF Phase 2 Power', 'RO', { unit: { label: 'mW' } }),
  },
}));
