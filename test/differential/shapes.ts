import { extendedShapes } from './extended-shapes.ts';
import type { Shape } from './generated.ts';
import { standardShapes } from './standard-shapes.ts';

/** What is generated and compared with lspci; every capability that Debian's lspci decodes is here. */
export const shapes: readonly Shape[] = [...standardShapes, ...extendedShapes];
