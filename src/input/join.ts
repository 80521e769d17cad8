import { ConfigSpace } from '../model/config-space.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { PciFunction } from '../model/function.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { uniteSurroundings } from './copies.ts';

/**
 * One snapshot from several of the same system: of each Function the most bytes, of what stands beside them all that
 * any has, the first first.
 */
export function joinSnapshots(source: string, parts: readonly Snapshot[]): Snapshot {
  const byKey = new Map<number, PciFunction[]>();
  for (const { functions } of parts) {
    for (const fn of functions) {
      const list = byKey.get(fn.key);
      if (list) list.push(fn);
      else byKey.set(fn.key, [fn]);
    }
  }
  const functions = [...byKey.entries()].sort(([a], [b]) => a - b).map(([, list]) => joinFunctions(list));
  const counts = parts.map(
    ({ source: from, inputFormat, functions: of }) => `${of.length} of ${from} (${inputFormat})`,
  );
  const message = `joined: ${counts.join(', ')}`;
  return {
    source,
    inputFormat: parts.map(({ inputFormat }) => inputFormat).join('+'),
    functions,
    diagnostics: [
      { code: 'input/joined', severity: 'info', message, at: { file: source } },
      ...parts.flatMap(({ diagnostics }) => diagnostics),
    ],
    remarks: parts.flatMap(({ remarks }) => remarks ?? []),
  };
}

/**
 * One Function from several copies of it: the most bytes, and what any copy has beside them. Registers of a running
 * system change between two readings: they may differ.
 */
export function joinFunctions(list: readonly PciFunction[]): PciFunction {
  const [first, ...others] = list as readonly [PciFunction, ...PciFunction[]];
  if (others.length === 0) return first;
  const { config, origin } = richestOf(list);
  const surroundings = uniteSurroundings(list.map((fn) => fn.surroundings));
  return new PciFunction(first.domain, first.routingId, config, origin, surroundings);
}

const richestOf = (list: readonly PciFunction[]): PciFunction =>
  list.reduce((a, b) => (b.config.knownBytes > a.config.knownBytes ? b : a));

/** That copies of a Function have different bytes at one place; undefined when they agree on all that both have. */
export function contradictionOf(list: readonly PciFunction[]): Diagnostic | undefined {
  if (list.length < 2) return undefined;
  const richest = richestOf(list);
  for (const copy of list) {
    const offset = copy === richest ? -1 : firstDifference(richest.config, copy.config);
    if (offset < 0) continue;
    const [kept, other] = [richest, copy].map(
      ({ config }) => `0x${config.u8(offset).toString(16).padStart(2, '0')}`,
    );
    const place = offset.toString(16).toUpperCase().padStart(2, '0');
    return {
      code: 'input/copies-differ',
      severity: 'error',
      message: `this function is in the input more than once, and byte ${place}h is ${other} here but ${kept} in the copy that is used`,
      at: copy.positionOf(offset),
      function: copy.address,
      related: [{ message: 'the copy that is used', at: richest.positionOf(offset) }],
    };
  }
  return undefined;
}

/** The first offset at which both have a byte and not the same; -1 when there is none. */
export function firstDifference(a: ConfigSpace, b: ConfigSpace): number {
  if (a.equals(b)) return -1;
  for (const { start, end } of a.knownRanges) {
    for (let offset = start; offset < end; offset++) {
      if (b.has(offset, 1) && a.u8(offset) !== b.u8(offset)) return offset;
    }
  }
  return -1;
}

/** No bytes: of a Function that a list names. */
export const noBytes = ConfigSpace.of(new Uint8Array(0));
