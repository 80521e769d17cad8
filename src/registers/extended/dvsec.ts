import { bits, bytes, defineExtended, register } from '../define.ts';
import { vf } from '../vf.ts';

export default defineExtended(() => ({
  id: 0x0023,
  name: 'dvsec',
  title: 'Designated Vendor-Specific (DVSEC)',
  spec: 'PCIe 6.0 §7.9.6',
  aliases: { setpci: 'ECAP_DVSEC', linux: 'PCI_EXT_CAP_ID_DVSEC' },
  inVf: 'optional',
  vf: vf('independent', null, 'Only the vendor knows what it is in a VF; vfio passes it through raw.', {
    spec: 'r6/7 7.9.6',
  }),
  length: { field: 'dvsec_header_1.length' },
  note: 'The DVSEC Vendor ID, not that of the Function, says whose DVSEC ID it is.',
  macros: {
    'dvsec_header_1.vendor_id': 'PCI_DVSEC_HEADER1_VID()',
    'dvsec_header_1.revision': 'PCI_DVSEC_HEADER1_REV()',
    'dvsec_header_1.length': 'PCI_DVSEC_HEADER1_LEN()',
    'dvsec_header_2.id': 'PCI_DVSEC_HEADER2_ID()',
  },
  registers: {
    dvsec_header_1: register(
      0x04,
      32,
      'Designated Vendor-Specific Header 1',
      {
        vendor_id: bits(15, 0, 'DVSEC Vendor ID', 'RO', { style: 'id' }),
        revision: bits(19, 16, 'DVSEC Revision', 'RO'),
        length: bits(31, 20, 'DVSEC Length', 'RO', { unit: { label: 'bytes' } }),
      },
      { linux: 'PCI_DVSEC_HEADER1', spec: 'PCIe 6.0 §7.9.6.2' },
    ),
    dvsec_header_2: register(
      0x08,
      16,
      'Designated Vendor-Specific Header 2',
      { id: bits(15, 0, 'DVSEC ID', 'RO', { style: 'hex' }) },
      { linux: 'PCI_DVSEC_HEADER2', spec: 'PCIe 6.0 §7.9.6.3' },
    ),
    body: bytes(
      0x0a,
      { field: 'dvsec_header_1.length', plus: -10 },
      'Designated Vendor-Specific Registers',
      'RW',
    ),
  },
}));
