import { namedStandard } from './fields/standard-legacy.ts';
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
  { ...ht('hypertransport_slave', 0, 0xe0), length: 0x20 },
  { ...ht('hypertransport_host', 0x20, 0xe0), length: 0x20 },
  { ...ht('hypertransport_revision_id', 0x88, fiveBits), length: 0x10 },
  { ...ht('hypertransport_msi_mapping', 0xa8, fiveBits), length: 0x10 },
];

/** Their bytes say nothing to lspci, so a few of each are enough to compare the name. */
const titled: readonly Shape[] = namedStandard.flatMap(({ capabilities }) =>
  capabilities.map((name) => ({
    ...(kinds[name] === undefined ? { name } : ht(name, kinds[name], fiveBits)),
    length: 0x20,
    cases: 8,
  })),
);

export const standardShapes: readonly Shape[] = [...decoded, ...titled];
