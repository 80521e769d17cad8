import { bit, bits, defineStandard, register, vf, whole } from '../define.ts';

const is32 = { 'control.address_64bit_capable': 0 };
const is64 = { 'control.address_64bit_capable': 1 };
const vectors = { unit: { label: 'vectors', power: true } };

export default defineStandard(() => ({
  id: 0x05,
  name: 'msi',
  title: 'Message Signalled Interrupts',
  spec: 'PCIe 6.0 §7.7.1',
  aliases: { setpci: 'CAP_MSI', linux: 'PCI_CAP_ID_MSI' },
  inVf: 'optional',
  vf: vf('independent', null, 'Every VF has interrupt capabilities of its own; vfio virtualises MSI.'),
  length: [
    { when: { 'control.per_vector_masking_capable': 1, ...is64 }, length: 0x18 },
    { when: { 'control.per_vector_masking_capable': 1, ...is32 }, length: 0x14 },
    { when: { 'control.extended_message_data_capable': 1, ...is64 }, length: 0x10 },
    { when: { 'control.extended_message_data_capable': 1, ...is32 }, length: 0x0c },
    { when: is64, length: 0x0e },
    { length: 0x0a },
  ],
  macros: {
    control: 'PCI_MSI_RFU',
    data: 'PCI_MSI_DATA_64',
    mask: 'PCI_MSI_MASK_64',
    pending: 'PCI_MSI_PENDING_64',
  },
  registers: {
    control: register(
      0x02,
      16,
      'Message Control',
      {
        enable: bit(0, 'MSI Enable', 'RW', { reset: 0, linux: 'PCI_MSI_FLAGS_ENABLE' }),
        multiple_message_capable: bits(3, 1, 'Multiple Message Capable', 'RO', {
          ...vectors,
          linux: 'PCI_MSI_FLAGS_QMASK',
        }),
        multiple_message_enable: bits(6, 4, 'Multiple Message Enable', 'RW', {
          reset: 0,
          ...vectors,
          linux: 'PCI_MSI_FLAGS_QSIZE',
        }),
        address_64bit_capable: bit(7, '64-bit Address Capable', 'RO', { linux: 'PCI_MSI_FLAGS_64BIT' }),
        per_vector_masking_capable: bit(8, 'Per-Vector Masking Capable', 'RO', {
          linux: 'PCI_MSI_FLAGS_MASKBIT',
        }),
        extended_message_data_capable: bit(9, 'Extended Message Data Capable', 'RO'),
        extended_message_data_enable: bit(10, 'Extended Message Data Enable', 'RW', { reset: 0 }),
      },
      { linux: 'PCI_MSI_FLAGS', spec: 'PCIe 6.0 §7.7.1.2' },
    ),
    address: register(
      0x04,
      32,
      'Message Address',
      {
        address: bits(31, 2, 'Message Address', 'RW', {
          style: 'address',
          unit: { label: 'bytes', times: 4 },
        }),
      },
      { linux: 'PCI_MSI_ADDRESS_LO', spec: 'PCIe 6.0 §7.7.1.3' },
    ),
    upper_address: whole([{ when: is64, offset: 0x08 }], 32, 'Message Upper Address', 'RW', {
      style: 'address',
      linux: 'PCI_MSI_ADDRESS_HI',
      spec: 'PCIe 6.0 §7.7.1.4',
    }),
    data: whole(
      [
        { when: is32, offset: 0x08 },
        { when: is64, offset: 0x0c },
      ],
      16,
      'Message Data',
      'RW',
      { style: 'hex', linux: 'PCI_MSI_DATA_32', spec: 'PCIe 6.0 §7.7.1.5' },
    ),
    extended_data: whole(
      [
        { when: { ...is32, 'control.extended_message_data_capable': 1 }, offset: 0x0a },
        { when: { ...is64, 'control.extended_message_data_capable': 1 }, offset: 0x0e },
      ],
      16,
      'Extended Message Data',
      'RW',
      { style: 'hex', spec: 'PCIe 6.0 §7.7.1.6' },
    ),
    mask: whole(
      [
        { when: { ...is32, 'control.per_vector_masking_capable': 1 }, offset: 0x0c },
        { when: { ...is64, 'control.per_vector_masking_capable': 1 }, offset: 0x10 },
      ],
      32,
      'Mask Bits',
      'RW',
      { reset: 0, style: 'hex', linux: 'PCI_MSI_MASK_32', spec: 'PCIe 6.0 §7.7.1.7' },
    ),
    pending: whole(
      [
        { when: { ...is32, 'control.per_vector_masking_capable': 1 }, offset: 0x10 },
        { when: { ...is64, 'control.per_vector_masking_capable': 1 }, offset: 0x14 },
      ],
      32,
      'Pending Bits',
      'RO',
      { reset: 0, style: 'hex', linux: 'PCI_MSI_PENDING_32', spec: 'PCIe 6.0 §7.7.1.8' },
    ),
  },
}));
