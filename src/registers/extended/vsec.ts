import { bits, bytes, defineExtended, register } from '../define.ts';
import { vf } from '../vf.ts';

/** The registers that every vendor-specific capability (VSEC) begins with. */
export const vsecHeader = {
  header: register(
    0x04,
    32,
    'Vendor-Specific Header',
    {
      id: bits(15, 0, 'VSEC ID', 'RO', { style: 'hex' }),
      revision: bits(19, 16, 'VSEC Rev', 'RO'),
      length: bits(31, 20, 'VSEC Length', 'RO', { unit: { label: 'bytes' } }),
    },
    { linux: 'PCI_VNDR_HEADER', spec: 'PCIe 6.0 §7.9.5.2' },
  ),
};

/** What any VSEC is in a VF. */
export const vsecInVf = vf('independent', null, 'Only the vendor knows what it is in a VF.', {
  spec: 'r5 Table 9-23',
});

export default defineExtended(() => ({
  id: 0x000b,
  name: 'vsec',
  title: 'Vendor-Specific (VSEC)',
  spec: 'PCIe 6.0 §7.9.5',
  aliases: { setpci: 'ECAP_VNDR', linux: 'PCI_EXT_CAP_ID_VNDR' },
  inVf: 'optional',
  vf: vsecInVf,
  length: { field: 'header.length' },
  note: 'The Vendor ID of the Function says whose VSEC ID it is.',
  macros: {
    header: 'PCI_VSEC_HDR',
    'header.id': 'PCI_VNDR_HEADER_ID()',
    'header.revision': 'PCI_VNDR_HEADER_REV()',
    'header.length': 'PCI_VNDR_HEADER_LEN() PCI_VSEC_HDR_LEN_SHIFT',
  },
  registers: {
    ...vsecHeader,
    body: bytes(0x08, { field: 'header.length', plus: -8 }, 'Vendor-Specific Registers', 'RW'),
  },
}));
