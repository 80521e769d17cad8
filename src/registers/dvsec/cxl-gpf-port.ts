import { cxlTimeScales } from '../cxl-time.ts';
import { bits, defineDvsec, register, vf } from '../define.ts';

export default defineDvsec({
  vendor: 0x1e98,
  dvsecId: 4,
  name: 'cxl_gpf_port',
  title: 'Global Persistent Flush of a Port (DVSEC)',
  spec: 'CXL 3.1 §8.1.6',
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'It is of a port, and a VF is none.', { spec: 'CXL 3.1 §8.1.6' }),
  registers: {
    phase_1_control: register(0x0c, 16, 'GPF Phase 1 Control', {
      timeout_base: bits(3, 0, 'Port GPF Phase 1 Timeout Base', 'RW'),
      timeout_scale: bits(11, 8, 'Port GPF Phase 1 Timeout Scale', 'RW', { values: cxlTimeScales }),
    }),
    phase_2_control: register(0x0e, 16, 'GPF Phase 2 Control', {
      timeout_base: bits(3, 0, 'Port GPF Phase 2 Timeout Base', 'RW'),
      timeout_scale: bits(11, 8, 'Port GPF Phase 2 Timeout Scale', 'RW', { values: cxlTimeScales }),
    }),
  },
});
