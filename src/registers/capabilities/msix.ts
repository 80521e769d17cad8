import { bit, bits, defineStandard, register, vf } from '../define.ts';

const own = vf('independent', null, 'Each VF has vectors of its own; vfio virtualises them.');
const inVfBar = vf('independent', null, "Counts in the PF's VF BARs, not in the VF's own, which are 0.");
const bir = {
  0: 'BAR 0',
  1: 'BAR 1',
  2: 'BAR 2',
  3: 'BAR 3',
  4: 'BAR 4',
  5: 'BAR 5',
  rest: 'reserved',
};
const qwords = { unit: { label: 'bytes', times: 8 }, style: 'address' } as const;

export default defineStandard(() => ({
  id: 0x11,
  name: 'msix',
  title: 'MSI-X',
  spec: 'PCIe 6.0 §7.7.2',
  aliases: { setpci: 'CAP_MSIX', linux: 'PCI_CAP_ID_MSIX' },
  inVf: 'optional',
  vf: own,
  length: 12,
  macros: {
    '': 'PCI_CAP_MSIX_SIZEOF',
    'pba.bir': 'PCI_MSIX_FLAGS_BIRMASK',
  },
  registers: {
    control: register(
      0x02,
      16,
      'Message Control',
      {
        table_size: bits(10, 0, 'Table Size', 'RO', {
          unit: { label: 'vectors', plus: 1 },
          linux: 'PCI_MSIX_FLAGS_QSIZE',
          vf: vf(
            'independent',
            null,
            'Mostly the same in all VFs of a PF; Linux lets some PF drivers change it per VF.',
          ),
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
        bir: bits(2, 0, 'Table BIR', 'RO', { values: bir, linux: 'PCI_MSIX_TABLE_BIR' }),
        offset: bits(31, 3, 'Table Offset', 'RO', { ...qwords, linux: 'PCI_MSIX_TABLE_OFFSET' }),
      },
      { linux: 'PCI_MSIX_TABLE', spec: 'PCIe 6.0 §7.7.2.3', vf: inVfBar },
    ),
    pba: register(
      0x08,
      32,
      'PBA Offset/PBA BIR',
      {
        bir: bits(2, 0, 'PBA BIR', 'RO', { values: bir, linux: 'PCI_MSIX_PBA_BIR' }),
        offset: bits(31, 3, 'PBA Offset', 'RO', { ...qwords, linux: 'PCI_MSIX_PBA_OFFSET' }),
      },
      { linux: 'PCI_MSIX_PBA', spec: 'PCIe 6.0 §7.7.2.4', vf: inVfBar },
    ),
  },
}));
