import { allPaths } from '../decode/all-paths.ts';
import { rowAt } from '../decode/row-at.ts';
import { fieldJson, wholeJson } from '../decode/value-json.ts';
import type { FunctionView } from '../decode/view.ts';

/** Values by path, which are in every row: null where a Function lacks the field, or its dump the bytes. */
export type FlatFields = (view: FunctionView) => Record<string, string | number | null>;

const layouts = [0, 1, 2];

const isValue = (path: string): boolean =>
  layouts.some((layout) => {
    const row = rowAt(path, layout);
    return row !== undefined && (row.kind !== 'register' || !row.fields);
  });

/**
 * The fields that names stand for: themselves, or those below a capability or register. A field of a table needs its
 * index, because their number differs from Function to Function.
 */
export function flatFields(names: readonly string[]): FlatFields {
  const known = allPaths();
  const paths = [
    ...new Set(
      names.flatMap((name) =>
        isValue(name) ? [name] : known.filter((path) => path.startsWith(`${name}.`) && isValue(path)),
      ),
    ),
  ];
  return (view) => {
    const values: Record<string, string | number | null> = {};
    for (const path of paths) {
      const reading = view.read(path);
      const row = reading.state === 'known' ? rowAt(path, view.layout) : undefined;
      if (!row) values[path] = null;
      else values[path] = row.kind === 'register' ? wholeJson(row, reading) : fieldJson(row, reading);
    }
    return values;
  };
}
