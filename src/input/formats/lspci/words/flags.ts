import type { FieldPath } from '../../../../registers/index.ts';

/** Words that `lspci -v` has in its line `Flags:` when the bit is set. */
export const setFlags: Readonly<Record<string, FieldPath>> = {
  'bus master': 'header.command.bus_master_enable',
  'VGA palette snoop': 'header.command.vga_palette_snoop',
  stepping: 'header.command.idsel_stepping',
  'fast Back2Back': 'header.command.fast_back_to_back_enable',
  '66MHz': 'header.status.capable_66mhz',
  'user-definable features': 'header.status.user_definable_features',
};

/** How fast a Function takes a transaction; the line always has one of them. */
export const devselFlags: Readonly<Record<string, number>> = {
  'fast devsel': 0,
  'medium devsel': 1,
  'slow devsel': 2,
};
