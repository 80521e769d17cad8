import { extendedShapes } from './extended-shapes.ts';
import type { Shape } from './generated.ts';

/** What is generated and compared with lspci; every capability that Debian's lspci decodes is here. */
export const shapes: readonly Shape[] = [
  { name: 'pcie' },
  { name: 'pcie', version: 1 },
  { name: 'pcie', type: 4 },
  { name: 'pcie', type: 6 },
  { name: 'pcie', type: 9 },
  ...extendedShapes,
];
