import { bytes, defineStandard, vf, whole } from '../define.ts';

export default defineStandard(() => ({
  id: 0x09,
  name: 'vendor_specific',
  title: 'Vendor-Specific',
  spec: 'PCIe 6.0 §7.9.4',
  aliases: { setpci: 'CAP_VNDR', linux: 'PCI_CAP_ID_VNDR' },
  inVf: 'optional',
  vf: vf('independent', null, 'The vendor decides what a VF has; vfio passes it through.'),
  length: { field: 'length' },
  registers: {
    length: whole(0x02, 8, 'Capability Length', 'RO', { unit: { label: 'bytes' } }),
    body: bytes(0x03, { field: 'length', plus: -3 }, "Vendor's own", 'RO'),
  },
}));
