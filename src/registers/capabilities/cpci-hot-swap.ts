import { bit, bits, defineStandard, register } from '../define.ts';
import { vf } from '../vf.ts';

export default defineStandard(() => ({
  id: 0x06,
  name: 'cpci_hot_swap',
  title: 'CompactPCI Hot Swap',
  spec: 'PICMG 2.1 R2.0',
  aliases: { setpci: 'CAP_CHSWP', linux: 'PCI_CAP_ID_CHSWP' },
  inVf: 'elsewhere',
  vf: vf('not-implemented-in-vf', null, 'Only in conventional PCI: a function with it is not a VF.'),
  length: 4,
  registers: {
    control_status: register(
      0x02,
      8,
      'Hot Swap Control and Status',
      {
        device_hiding_arm: bit(0, 'Device Hiding Arm', 'RW', { reset: 0, linux: 'PCI_CHSWP_DHA' }),
        enum_mask: bit(1, 'ENUM# Signal Mask', 'RW', { reset: 0, linux: 'PCI_CHSWP_EIM' }),
        pending_insert_or_extract: bit(2, 'Pending Insert or Extract', 'RO', { linux: 'PCI_CHSWP_PIE' }),
        led_on: bit(3, 'LED On', 'RW', { reset: 0, linux: 'PCI_CHSWP_LOO' }),
        programming_interface: bits(5, 4, 'Programming Interface', 'RO', {
          values: {
            0: 'insertion, extraction, LED and ENUM# mask',
            1: 'the same, with hiding of the device',
            rest: 'reserved',
          },
          linux: 'PCI_CHSWP_PI',
        }),
        extracting: bit(6, 'ENUM# for Extraction', 'RW1C', { linux: 'PCI_CHSWP_EXT' }),
        inserted: bit(7, 'ENUM# for Insertion', 'RW1C', { linux: 'PCI_CHSWP_INS' }),
      },
      { linux: 'PCI_CHSWP_CSR' },
    ),
  },
}));
