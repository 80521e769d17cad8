import { bits, defineStandard, register, vf, whole } from '../define.ts';

const inline = { 'location.bar': 0x0f };

export default defineStandard(() => ({
  id: 0x12,
  name: 'sata',
  title: 'Serial ATA Data/Index Configuration',
  spec: 'AHCI 1.3.1',
  aliases: { setpci: 'CAP_SATA', linux: 'PCI_CAP_ID_SATA' },
  inVf: 'optional',
  vf: vf('independent', null, 'Serial ATA defines it, and says nothing of VFs.'),
  length: [{ when: inline, length: 16 }, { length: 8 }],
  macros: {
    '': 'PCI_SATA_SIZEOF_SHORT PCI_SATA_SIZEOF_LONG',
    'location.bar': 'PCI_SATA_REGS_INLINE=15',
  },
  registers: {
    revision: register(0x02, 16, 'Revision', {
      minor: bits(3, 0, 'Minor Revision', 'RO'),
      major: bits(7, 4, 'Major Revision', 'RO'),
    }),
    location: register(
      0x04,
      32,
      'Location of Index and Data',
      {
        bar: bits(3, 0, 'BAR', 'RO', {
          values: {
            4: 'BAR 0',
            5: 'BAR 1',
            6: 'BAR 2',
            7: 'BAR 3',
            8: 'BAR 4',
            9: 'BAR 5',
            15: 'in this capability',
            rest: 'reserved',
          },
          linux: 'PCI_SATA_REGS_MASK',
        }),
        offset: bits(23, 4, 'Offset in BAR', 'RO', { style: 'address', unit: { label: 'bytes', times: 4 } }),
      },
      { linux: 'PCI_SATA_REGS' },
    ),
    index: whole(0x08, 32, 'Index', 'RW', { style: 'hex', when: inline }),
    data: whole(0x0c, 32, 'Data', 'RW', { style: 'hex', when: inline }),
  },
}));
