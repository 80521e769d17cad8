import { bit, bits, defineStandard, register, whole } from '../define.ts';
import { vf } from '../vf.ts';

export default defineStandard(() => ({
  id: 0x0f,
  name: 'amd_iommu',
  title: 'AMD I/O Memory Management Unit',
  spec: 'AMD IOMMU 3.08',
  aliases: { setpci: 'CAP_SECURE', linux: 'PCI_CAP_ID_SECDEV' },
  when: { '@vendor': [0x1022, 0x1002], 'header.capability_type': 3 },
  inVf: 'elsewhere',
  vf: vf('not-implemented-in-vf', null, 'Only in the IOMMU itself, which is not a VF.'),
  length: [{ when: { 'header.extended': 1 }, length: 0x18 }, { length: 0x14 }],
  registers: {
    header: register(0x02, 16, 'IOMMU Capability Header', {
      capability_type: bits(2, 0, 'Capability Type', 'RO', { values: { 3: 'IOMMU', rest: 'reserved' } }),
      capability_revision: bits(7, 3, 'Capability Revision', 'RO'),
      remote_iotlb_support: bit(8, 'Remote IOTLB Support', 'RO'),
      hypertransport_tunnel: bit(9, 'HyperTransport Tunnel Translation', 'RO'),
      not_present_cache: bit(10, 'Not-Present Table Entries Cached', 'RO', {
        note: 'Set where software must flush after it makes an entry present, as in guests.',
      }),
      extended_feature_register: bit(11, 'Extended Feature Register', 'RO'),
      extended: bit(12, 'Capability Extended', 'RO'),
    }),
    base_address: register(0x04, 32, 'Base Address', {
      enable: bit(0, 'Enable', 'RW', { note: 'Locks both halves of the base address until a reset.' }),
      address: bits(31, 14, 'Base Address 31:14', 'RW', {
        style: 'address',
        unit: { label: 'bytes', times: 0x4000 },
      }),
    }),
    base_address_upper: whole(0x08, 32, 'Base Address, upper half', 'RW', { style: 'hex' }),
    range: register(0x0c, 32, 'Range', {
      unit_id: bits(4, 0, 'Unit ID', 'RO', { note: 'The HyperTransport unit of the IOMMU.' }),
      valid: bit(7, 'Range Valid', 'RW'),
      bus_number: bits(15, 8, 'Bus Number', 'RO', { style: 'hex' }),
      first_device: bits(23, 16, 'First Device', 'RO', { style: 'hex' }),
      last_device: bits(31, 24, 'Last Device', 'RO', { style: 'hex' }),
    }),
    miscellaneous_information_0: register(0x10, 32, 'Miscellaneous Information 0', {
      msi_number: bits(4, 0, 'MSI Number', 'RO', { note: 'Belongs to the event log.' }),
      guest_virtual_address_size: bits(7, 5, 'Guest Virtual Address Size', 'RO', {
        values: { 2: '48 bits', rest: 'reserved' },
      }),
      physical_address_size: bits(14, 8, 'Physical Address Size', 'RO', { unit: { label: 'bits' } }),
      virtual_address_size: bits(21, 15, 'Virtual Address Size', 'RO', { unit: { label: 'bits' } }),
      ats_range_reserved: bit(22, 'ATS Response Range Reserved', 'RO'),
      ppr_msi_number: bits(31, 27, 'PPR MSI Number', 'RO', { note: 'Belongs to the page request log.' }),
    }),
    miscellaneous_information_1: register(
      0x14,
      32,
      'Miscellaneous Information 1',
      { guest_virtual_apic_msi_number: bits(4, 0, 'Guest Virtual APIC MSI Number', 'RO') },
      { when: { 'header.extended': 1 } },
    ),
  },
}));
