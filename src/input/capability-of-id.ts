import { tables } from '../registers/tables.ts';

/**
 * The name of the capability with this ID; undefined where none has it, or where several do that only its contents tell
 * from each other.
 */
export function capabilityOfId(kind: 'standard' | 'extended', id: number): string | undefined {
  const named = tables.filter(
    (table) =>
      table.id === id && table.kind !== 'header' && (table.kind === 'standard') === (kind === 'standard'),
  );
  return named.length === 1 ? named[0]?.name : undefined;
}
