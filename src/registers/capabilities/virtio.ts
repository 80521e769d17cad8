import { bytes, defineStandard, vf, whole, withinLength } from '../define.ts';

export default defineStandard(() => ({
  id: 0x09,
  name: 'virtio',
  title: 'Virtio structure location',
  spec: 'VIRTIO 1.3 §4.1.4',
  aliases: { setpci: 'CAP_VNDR', linux: 'PCI_CAP_ID_VNDR' },
  when: { '@vendor': 0x1af4 },
  inVf: 'optional',
  vf: vf('independent', null, 'Each VF has its own device; its driver reads these to find it.'),
  length: { field: 'length' },
  registers: {
    length: whole(0x02, 8, 'Capability Length', 'RO', { unit: { label: 'bytes' } }),
    ...withinLength(
      {
        cfg_type: whole(0x03, 8, 'Structure', 'RO', {
          values: {
            1: 'common configuration',
            2: 'notifications',
            3: 'ISR status',
            4: 'device configuration',
            5: 'access by configuration space',
            8: 'shared memory',
            9: "vendor's own",
            rest: 'reserved',
          },
        }),
        bar: whole(0x04, 8, 'BAR', 'RO', {
          values: {
            0: 'BAR 0',
            1: 'BAR 1',
            2: 'BAR 2',
            3: 'BAR 3',
            4: 'BAR 4',
            5: 'BAR 5',
            rest: 'reserved',
          },
          when: { cfg_type: { not: 9 } },
          note: 'Written by the driver where the structure is access by configuration space.',
        }),
        id: whole(0x05, 8, 'Structure ID', 'RO', {
          when: { cfg_type: { not: 9 } },
          note: 'Tells several structures of one type apart, such as areas of shared memory.',
        }),
        offset: whole(0x08, 32, 'Offset in BAR', 'RO', { style: 'address', when: { cfg_type: { not: 9 } } }),
        structure_length: whole(0x0c, 32, 'Structure Length', 'RO', {
          unit: { label: 'bytes' },
          when: { cfg_type: { not: 9 } },
        }),
        notify_off_multiplier: whole(0x10, 32, 'Notification Offset Multiplier', 'RO', {
          unit: { label: 'bytes', special: { 0: 'all queues share one address' } },
          when: { cfg_type: 2 },
          spec: 'VIRTIO 1.3 §4.1.4.4',
        }),
        pci_cfg_data: whole(0x10, 32, 'Access Data', 'RW', {
          style: 'hex',
          when: { cfg_type: 5 },
          spec: 'VIRTIO 1.3 §4.1.4.9',
          note: 'Reads and writes go to the BAR at the offset above.',
        }),
        offset_upper: whole(0x10, 32, 'Offset in BAR, upper half', 'RO', {
          style: 'hex',
          when: { cfg_type: 8 },
          spec: 'VIRTIO 1.3 §4.1.4.7',
        }),
        structure_length_upper: whole(0x14, 32, 'Structure Length, upper half', 'RO', {
          style: 'hex',
          when: { cfg_type: 8 },
          spec: 'VIRTIO 1.3 §4.1.4.7',
        }),
        vendor_id: whole(0x04, 16, 'Vendor ID of the Format', 'RO', {
          style: 'id',
          when: { cfg_type: 9 },
          spec: 'VIRTIO 1.3 §4.1.4.8',
          note: 'The vendor who says what the bytes after it mean.',
        }),
      },
      'length',
    ),
    vendor_data: bytes(0x06, { field: 'length', plus: -6 }, "Vendor's Data", 'RO', { when: { cfg_type: 9 } }),
  },
}));
