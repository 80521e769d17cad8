import { extended } from './fields/extended.ts';
import { header } from './fields/header.ts';
import type { Table } from './fields/language.ts';
import { pcie } from './fields/pcie.ts';
import { standard } from './fields/standard.ts';

/** Everything that lspci prints of a Function and that we have, one row a field. */
export const tables: readonly Table[] = [header, pcie, ...standard, ...extended];
