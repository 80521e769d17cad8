import { bit, bits, defineExtended, register, vf } from '../define.ts';

export default defineExtended(() => ({
  id: 0x001f,
  name: 'ptm',
  title: 'Precision Time Measurement',
  spec: 'PCIe 6.0 §7.9.15',
  aliases: { setpci: 'ECAP_PTM', linux: 'PCI_EXT_CAP_ID_PTM' },
  inVf: 'not-implemented',
  vf: vf(
    'not-implemented-in-vf',
    2,
    'One Function of a device has it, as a rule Function 0; its setting holds for all Functions and their VFs.',
    { spec: 'r6/7 7.9.15', from: 'function-0' },
  ),
  length: 0x0c,
  registers: {
    capability: register(
      0x04,
      32,
      'PTM Capability',
      {
        requester_capable: bit(0, 'PTM Requester Capable', 'HwInit', { linux: 'PCI_PTM_CAP_REQ' }),
        responder_capable: bit(1, 'PTM Responder Capable', 'HwInit', { linux: 'PCI_PTM_CAP_RES' }),
        root_capable: bit(2, 'PTM Root Capable', 'HwInit', { linux: 'PCI_PTM_CAP_ROOT' }),
        eptm_capable: bit(3, 'ePTM Capable', 'HwInit'),
        propagation_delay_adaptation_capable: bit(4, 'PTM Propagation Delay Adaptation Capable', 'HwInit'),
        local_clock_granularity: bits(15, 8, 'Local Clock Granularity', 'HwInit', {
          unit: { label: 'ns', special: { 0: 'no local clock', 255: 'more than 254 ns' } },
          linux: 'PCI_PTM_GRANULARITY_MASK',
        }),
      },
      { linux: 'PCI_PTM_CAP', spec: 'PCIe 6.0 §7.9.15.2' },
    ),
    control: register(
      0x08,
      32,
      'PTM Control',
      {
        enable: bit(0, 'PTM Enable', 'RW', { reset: 0, linux: 'PCI_PTM_CTRL_ENABLE' }),
        root_select: bit(1, 'Root Select', 'RW', { reset: 0, linux: 'PCI_PTM_CTRL_ROOT' }),
        effective_granularity: bits(15, 8, 'Effective Granularity', 'RW', {
          reset: 0,
          unit: { label: 'ns', special: { 0: 'unknown', 255: 'more than 254 ns' } },
        }),
      },
      { linux: 'PCI_PTM_CTRL', spec: 'PCIe 6.0 §7.9.15.3' },
    ),
  },
}));
