import { bit, defineStandard, register, whole } from '../define.ts';
import { vf } from '../vf.ts';

export default defineStandard(() => ({
  id: 0x13,
  name: 'af',
  title: 'Conventional PCI Advanced Features',
  spec: 'PCIe 6.0 §7.9.21',
  aliases: { setpci: 'CAP_AF', linux: 'PCI_CAP_ID_AF' },
  inVf: 'elsewhere',
  vf: vf(
    'not-implemented-in-vf',
    null,
    'For conventional PCI functions of a Root Complex; VFs have FLR in PCI Express.',
  ),
  length: 6,
  macros: {
    '': 'PCI_CAP_AF_SIZEOF',
  },
  registers: {
    length: whole(0x02, 8, 'AF Capability Length', 'RO', {
      unit: { label: 'bytes' },
      linux: 'PCI_AF_LENGTH',
    }),
    capabilities: register(
      0x03,
      8,
      'AF Capabilities',
      {
        transactions_pending: bit(0, 'Transactions Pending Capability', 'HwInit', {
          linux: 'PCI_AF_CAP_TP',
        }),
        function_level_reset: bit(1, 'Function Level Reset Capability', 'HwInit', {
          linux: 'PCI_AF_CAP_FLR',
        }),
      },
      { linux: 'PCI_AF_CAP' },
    ),
    control: register(
      0x04,
      8,
      'AF Control',
      {
        initiate_flr: bit(0, 'Initiate Function Level Reset', 'RW', { reset: 0, linux: 'PCI_AF_CTRL_FLR' }),
      },
      { linux: 'PCI_AF_CTRL' },
    ),
    status: register(
      0x05,
      8,
      'AF Status',
      { transactions_pending: bit(0, 'Transactions Pending', 'RO', { linux: 'PCI_AF_STATUS_TP' }) },
      { linux: 'PCI_AF_STATUS' },
    ),
  },
}));
