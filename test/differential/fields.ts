import type { Table } from '../../src/input/formats/lspci/words/language.ts';
import { allTables } from '../../src/input/formats/lspci/words/tables.ts';

/** Everything that lspci prints of a Function and that we have, one row a field. */
export const tables: readonly Table[] = allTables();
