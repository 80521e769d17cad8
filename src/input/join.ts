import { ConfigSpace } from '../model/config-space.ts';
import { PciFunction } from '../model/function.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { uniteSurroundings } from './copies.ts';

/**
 * One snapshot from several of the same system: of each Function the most bytes, of what is beside them all that
 * any has, the first first.
 */
export function joinSnapshots(source: string, parts: readonly Snapshot[]): Snapshot {
  const functions = joinCopies(parts.flatMap((part) => part.functions));
  const counts = parts.map(
    ({ source: from, inputFormat, functions: of }) => `${of.length} of ${from} (${inputFormat})`,
  );
  const message = `joined: ${counts.join(', ')}`;
  return {
    source,
    inputFormat: parts.map(({ inputFormat }) => inputFormat).join('+'),
    ...(parts.every(({ inventory }) => inventory) ? { inventory: true } : {}),
    functions,
    diagnostics: [
      { code: 'input/joined', severity: 'info', message, at: { file: source } },
      ...parts.flatMap(({ diagnostics }) => diagnostics),
    ],
    remarks: parts.flatMap(({ remarks }) => remarks ?? []),
    ...(parts.some(({ comments }) => comments)
      ? { comments: parts.flatMap(({ comments }) => comments ?? []) }
      : {}),
  };
}

/** Each Function once, from the copies of it among these; in ascending order. */
export function joinCopies(all: readonly PciFunction[]): PciFunction[] {
  const byKey = new Map<number, PciFunction[]>();
  for (const fn of all) {
    const copies = byKey.get(fn.key);
    if (copies) copies.push(fn);
    else byKey.set(fn.key, [fn]);
  }
  return [...byKey.entries()].sort(([a], [b]) => a - b).map(([, copies]) => joinFunctions(copies));
}

/**
 * One Function from several copies of it: the most bytes, and what any copy has beside them. Registers of a running
 * system change between two readings: they may differ.
 */
function joinFunctions(list: readonly PciFunction[]): PciFunction {
  const [first, ...others] = list as readonly [PciFunction, ...PciFunction[]];
  if (others.length === 0) return first;
  const { config, origin } = richestOf(list);
  const surroundings = uniteSurroundings(list.map((fn) => fn.surroundings));
  return new PciFunction(first.domain, first.routingId, config, origin, surroundings);
}

const richestOf = (list: readonly PciFunction[]): PciFunction =>
  list.reduce((a, b) => (b.config.knownBytes > a.config.knownBytes ? b : a));

/** No bytes: of a Function that a list names. */
export const noBytes = ConfigSpace.of(new Uint8Array(0));
