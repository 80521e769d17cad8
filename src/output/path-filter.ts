import { allPaths } from '../decode/all-paths.ts';
import { parsePath } from '../decode/path.ts';
import { nearest } from '../model/nearest.ts';

export interface PathFilterResult {
  readonly wanted: (path: string) => boolean;
  /** The first name that exists in no table. */
  readonly unknown: string | undefined;
  /** What may have been meant. */
  readonly near: string | undefined;
}

const withoutIndexes = (path: string): string => path.replace(/\[\d+\]/g, '');

/** Keeps what the names say: a capability or register takes all below it, and a name without `[n]` all elements. */
export function pathFilter(names: readonly string[]): PathFilterResult {
  const known = new Set(allPaths());
  const unknown = names.find(
    (name) =>
      !known.has(withoutIndexes(name)) &&
      !(/^(standard_[0-9a-f]{2}|extended_[0-9a-f]{4})$/.test(name) && parsePath(name) !== undefined),
  );
  const wanted = (path: string): boolean =>
    names.some((name) => {
      const subject = name.includes('[') ? path : withoutIndexes(path);
      return subject === name || subject.startsWith(`${name}.`) || subject.startsWith(`${name}[`);
    });
  return { wanted, unknown, near: unknown === undefined ? undefined : nearest(unknown, known) };
}
