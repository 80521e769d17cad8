import { cxlTimeScales } from '../cxl-time.ts';
import { bits, defineDvsec, register, vf } from '../define.ts';

export default defineDvsec(() => ({
  vendor: 0x1e98,
  dvsecId: 4,
  name: 'cxl_gpf_port',
  title: 'Global Persistent Flush of a Port (DVSEC)',
  spec: 'CXL 3.1 §8.1.6',
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'It is of a port, and a VF is none.', { spec: 'CXL 3.1 §8.1.6' }),
  macros: {
    '': 'PCI_DVSEC_CXL_PORT_GPF',
  },
  registers: {
    phase_1_control: register(
      0x0c,
      16,
      'GPF Phase 1 Control',
      {
        timeout_base: bits(3, 0, 'Port GPF Phase 1 Timeout Base', 'RW', {
          linux: 'PCI_DVSEC_CXL_PORT_GPF_PHASE_1_TMO_BASE',
        }),
        timeout_scale: bits(11, 8, 'Port GPF Phase 1 Timeout Scale', 'RW', {
          values: cxlTimeScales,
          linux: 'PCI_DVSEC_CXL_PORT_GPF_PHASE_1_TMO_SCALE',
        }),
      },
      { linux: 'PCI_DVSEC_CXL_PORT_GPF_PHASE_1_CONTROL' },
    ),
    phase_2_control: register(
      0x0e,
      16,
      'GPF Phase 2 Control',
      {
        timeout_base: bits(3, 0, 'Port GPF Phase 2 Timeout Base', 'RW', {
          linux: 'PCI_DVSEC_CXL_PORT_GPF_PHASE_2_TMO_BASE',
        }),
        timeout_scale: bits(11, 8, 'Port GPF Phase 2 Timeout Scale', 'RW', {
          values: cxlTimeScales,
          linux: 'PCI_DVSEC_CXL_PORT_GPF_PHASE_2_TMO_SCALE',
        }),
      },
      { linux: 'PCI_DVSEC_CXL_PORT_GPF_PHASE_2_CONTROL' },
    ),
  },
}));
