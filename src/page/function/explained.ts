import { type ReferenceRow, referenceRows } from '../../reference/rows.ts';
import { type Fact, fieldFacts } from '../../reference/sheet.ts';

let byPath: Map<string, ReferenceRow[]> | undefined;

/** Rows of the reference by path without indexes: header layouts share paths. */
function rowsByPath(): Map<string, ReferenceRow[]> {
  if (byPath) return byPath;
  byPath = new Map();
  for (const row of referenceRows()) {
    const list = byPath.get(row.path);
    if (list) list.push(row);
    else byPath.set(row.path, [row]);
  }
  return byPath;
}

/** The row that a path of a dump names. `layout`: which header. */
export function rowFor(path: string, layout: number): ReferenceRow | undefined {
  // A second instance of a capability has its number right after the name.
  const own = path.replace(/^([^.[]+)\[\d+\]/, '$1').replace(/\[\d+\]/g, '[n]');
  const found = rowsByPath().get(own) ?? [];
  return found.find(({ capability }) => capability.kind !== 'header' || capability.id === layout) ?? found[0];
}

/** What `explain` says about a field. */
export function explained(path: string, layout: number): readonly Fact[] {
  const row = rowFor(path, layout);
  return row ? fieldFacts(row) : [];
}
