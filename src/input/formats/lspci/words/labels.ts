import type { Table } from './language.ts';
import { rowsOf } from './match.ts';

const labels = new WeakMap<Table, ReadonlySet<string>>();

/** The labels that lines of a capability begin with, `#` in the place of a number. */
export function rowLabels(table: Table): ReadonlySet<string> {
  let set = labels.get(table);
  if (!set) {
    set = new Set(
      rowsOf(table).map(({ line }) =>
        line
          .replace(/\..*/, '')
          .replace(/ @\d+$/, ' #')
          .replace(/\d+/, '#'),
      ),
    );
    labels.set(table, set);
  }
  return set;
}
