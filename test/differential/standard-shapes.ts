import { tableOf } from '../../src/input/formats/lspci/words/tables.ts';
import { standardTitles } from '../../src/input/formats/lspci/words/titles.ts';
import type { Shape } from './generated.ts';

/** A HyperTransport capability: the upper bits of its fourth byte tell the kind. */
const ht = (name: string, bits: number, mask: number): Pick<Shape, 'name' | 'reserved' | 'set'> => ({
  name,
  reserved: { 3: mask & ~bits },
  set: { 3: bits },
});
const fiveBits = 0xf8;
/** The kinds of which lspci says the name only, as their tables tell them apart. */
const kinds: Readonly<Record<string, number>> = {
  hypertransport_switch: 0x40,
  hypertransport_interrupt: 0x80,
  hypertransport_unit_id_clumping: 0x90,
  hypertransport_extended_configuration: 0x98,
  hypertransport_address_mapping: 0xa0,
  hypertransport_direct_route: 0xb0,
  hypertransport_vcset: 0xb8,
  hypertransport_error_retry: 0xc0,
};

const eaProperties = [0, 1, 2, 3, 4, 5, 6, 7, 0xfd, 0xfe, 0xff];

const decoded: readonly Shape[] = [
  { name: 'pm' },
  { name: 'pm', type: 4 },
  { name: 'msi', length: 0x18 },
  { name: 'msix', length: 0x0c },
  { name: 'pcie' },
  { name: 'pcie', version: 1 },
  ...[1, 4, 5, 6, 7, 8, 9, 10].map((type) => ({ name: 'pcie', type })),
  { name: 'slot_id' },
  { name: 'pcix', length: 0x18 },
  { name: 'pcix_bridge', type: 7, length: 0x20 },
  { name: 'agp', length: 0x30, fixed: { 2: 0x35 } },
  // AGP 3.0 mode is of AGP 3.0.
  { name: 'agp', length: 0x30, fixed: { 2: 0x20 }, reserved: { 4: 8 } },
  { name: 'debug_port' },
  { name: 'bridge_subsystem', type: 4 },
  { name: 'sata' },
  { name: 'af' },
  { name: 'vendor_specific', length: 0x20 },
  ...[0x10, 0x14].map((size) => ({
    name: 'virtio',
    vendor: 0x1af4,
    device: 0x1041,
    length: size,
    fixed: { 2: size },
    oneOf: { 'virtio.cfg_type': [1, 2, 3, 4] },
  })),
  {
    name: 'ea',
    length: 0x34,
    oneOf: {
      'ea.entries.count': [2],
      'ea.entry[0].format.entry_size': [4],
      'ea.entry[1].format.entry_size': [4],
      // lspci 3.9.0 ends with a memory fault where an entry is shorter than its addresses.
      'ea.entry[0].format.primary_properties': eaProperties,
      'ea.entry[1].format.primary_properties': eaProperties,
      'ea.entry[0].format.secondary_properties': eaProperties,
      'ea.entry[1].format.secondary_properties': eaProperties,
    },
  },
  { ...ht('hypertransport_slave', 0, 0xe0), length: 0x20 },
  { ...ht('hypertransport_host', 0x20, 0xe0), length: 0x20 },
  { ...ht('hypertransport_revision_id', 0x88, fiveBits), length: 0x10 },
  { ...ht('hypertransport_msi_mapping', 0xa8, fiveBits), length: 0x10 },
];

/** Their bytes say nothing to lspci, so a few of each are enough to compare the name. */
const titled: readonly Shape[] = [...standardTitles.map(([name]) => name), 'secure_device', 'fpb']
  .filter((name) => tableOf(name) === undefined)
  .map((name) => ({
    ...(kinds[name] === undefined ? { name } : ht(name, kinds[name], fiveBits)),
    length: 0x20,
    cases: 8,
  }));

export const standardShapes: readonly Shape[] = [...decoded, ...titled];
