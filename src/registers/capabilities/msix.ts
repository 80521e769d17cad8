import { bit, bits, defineStandard, register, vf } from '../define.ts';

const own = vf('independent', null, "Each VF has its own table; where the PF's VF BARs put it is the PF's.");
const qwords = { unit: { label: 'bytes', times: 8 }, style: 'hex' } as const;

export default defineStandard({
  id: 0x11,
  name: 'msix',
  title: 'MSI-X',
  spec: 'PCIe 6.0 §7.7.2',
  aliases: { setpci: 'CAP_MSIX', linux: 'PCI_CAP_ID_MSIX' },
  inVf: 'optional',
  vf: own,
  length: 12,
  registers: {
    control: register(
      0x02,
      16,
      'Message Control',
      {
        table_size: bits(10, 0, 'Table Size', 'RO', {
          unit: { label: 'vectors', plus: 1 },
          linux: 'PCI_MSIX_FLAGS_QSIZE',
        }),
        function_mask: bit(14, 'Function Mask', 'RW', { reset: 0, linux: 'PCI_MSIX_FLAGS_MASKALL' }),
        enable: bit(15, 'MSI-X Enable', 'RW', { reset: 0, linux: 'PCI_MSIX_FLAGS_ENABLE' }),
      },
      { linux: 'PCI_MSIX_FLAGS', spec: 'PCIe 6.0 §7.7.2.2' },
    ),
    table: register(
      0x04,
      32,
      'Table Offset/Table BIR',
      {
        bir: bits(2, 0, 'Table BIR', 'RO', { linux: 'PCI_MSIX_TABLE_BIR' }),
        offset: bits(31, 3, 'Table Offset', 'RO', { ...qwords, linux: 'PCI_MSIX_TABLE_OFFSET' }),
      },
      { linux: 'PCI_MSIX_TABLE', spec: 'PCIe 6.0 §7.7.2.3' },
    ),
    pba: register(
      0x08,
      32,
      'PBA Offset/PBA BIR',
      {
        bir: bits(2, 0, 'PBA BIR', 'RO', { linux: 'PCI_MSIX_PBA_BIR' }),
        offset: bits(31, 3, 'PBA Offset', 'RO', { ...qwords, linux: 'PCI_MSIX_PBA_OFFSET' }),
      },
      { linux: 'PCI_MSIX_PBA', spec: 'PCIe 6.0 §7.7.2.4' },
    ),
  },
});
