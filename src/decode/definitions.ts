import type { CapabilityDefinition, Table } from '../registers/define.ts';
import { tables } from '../registers/tables.ts';

const standard = new Map<number, Table[]>();
const extended = new Map<number, Table[]>();
const named = new Map<string, Table>();

for (const table of tables) {
  if (table.kind === 'header') continue;
  const byId = table.kind === 'standard' ? standard : extended;
  const list = byId.get(table.id);
  if (!list) byId.set(table.id, [table]);
  // A definition without a condition holds for the rest, so it comes last.
  else if (table.conditional) list.unshift(table);
  else list.push(table);
  named.set(table.name, table);
}

/** The tables that share an ID, the most particular first. */
export const tablesFor = (kind: 'standard' | 'extended', id: number): readonly Table[] =>
  (kind === 'standard' ? standard : extended).get(id) ?? [];

/** Whether a capability of that path name is in the list of the first 256 bytes. */
export const isStandard = (name: string): boolean => named.get(name)?.kind === 'standard';

/** The table of a header layout (0, 1, 2). */
export const headerTable = (layout: number): Table | undefined =>
  tables.find(({ kind, id }) => kind === 'header' && id === layout);

/** The header definition of a layout. */
export const headerDefinition = (layout: number): CapabilityDefinition | undefined =>
  headerTable(layout)?.definition();

/** The table of a path name; not for `header`, which has three layouts. */
export const tableNamed = (name: string): Table | undefined => named.get(name);

/** The capability of a path name. */
export const definitionNamed = (name: string): CapabilityDefinition | undefined =>
  tableNamed(name)?.definition();

let all: readonly CapabilityDefinition[] | undefined;

/** Every definition, headers first. */
export function allDefinitions(): readonly CapabilityDefinition[] {
  all ??= tables.map(({ definition }) => definition());
  return all;
}
