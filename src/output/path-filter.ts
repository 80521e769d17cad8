import { allDefinitions } from '../decode/definitions.ts';
import { parsePath } from '../decode/path.ts';
import { isRegister } from '../decode/scope.ts';
import type { Entries, Entry } from '../registers/define.ts';

export interface PathFilterResult {
  readonly wanted: (path: string) => boolean;
  /** The first name that exists in no table. */
  readonly unknown: string | undefined;
  /** What may have been meant. */
  readonly near: string | undefined;
}

const withoutIndexes = (path: string): string => path.replace(/\[\d+\]/g, '');

/** Every path of every table, without indexes: capabilities, registers and fields. */
export function allPaths(): string[] {
  const paths = new Set<string>();
  const add = (prefix: string, entries: Entries): void => {
    for (const [name, entry] of Object.entries(entries)) addEntry(`${prefix}.${name}`, entry);
  };
  const addEntry = (path: string, entry: Entry): void => {
    paths.add(path);
    if (entry.kind === 'register') for (const field in entry.fields) paths.add(`${path}.${field}`);
    else if (entry.kind === 'repeat') {
      if (!isRegister(entry.body)) add(path, entry.body);
      else for (const field in entry.body.fields) paths.add(`${path}.${field}`);
    }
  };
  for (const definition of allDefinitions()) {
    paths.add(definition.name);
    add(definition.name, definition.registers);
  }
  return [...paths];
}

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

/** The known name with the fewest edits, if it is near enough to have been meant. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) >= least) continue;
    const distance = editDistance(name, candidate, least);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

function editDistance(a: string, b: string, limit: number): number {
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      const value = Math.min(
        (row[j] as number) + 1,
        (next[j - 1] as number) + 1,
        (row[j - 1] as number) + change,
      );
      next.push(value);
      least = Math.min(least, value);
    }
    if (least >= limit) return limit;
    row = next;
  }
  return row[b.length] as number;
}
