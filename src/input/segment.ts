import type { AddressKey } from '../model/address.ts';
import type { Diagnostic, Position } from '../model/diagnostic.ts';
import type { PciFunction } from '../model/function.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { agree, uniteCopies } from './copies.ts';

/** What a reader gave for one text of an input. */
export interface Piece {
  readonly snapshot: Snapshot;
  /** It may be of the same system as the piece before it, unless the same Functions come again. */
  readonly loose: boolean;
}

const ofSeveral = 'input/several-dumps';

/**
 * The systems that an input holds. A list that starts again is another system: another machine, or the same one at
 * another time. A Function that comes twice within a list is one: with the name of one copy, and the bytes of the one
 * that has more, as of `lspci -nn` with `lspci -xxxx` below it.
 */
export function segment(pieces: readonly Piece[]): Snapshot[] {
  const [only] = pieces;
  if (only && pieces.length === 1 && !comesAgain(only.snapshot.functions))
    return [uniteCopies(only.snapshot)];
  const systems: System[] = [];
  for (const { snapshot, loose } of pieces) {
    for (const [n, run] of runsOf(snapshot.functions).entries()) {
      const last = systems.at(-1);
      const joins = last !== undefined && (n > 0 ? continues(last, run) : loose && completes(last, run));
      if (joins) last.add(run, snapshot);
      else systems.push(new System(run, snapshot));
    }
  }
  return systems.map((system, n) => system.toSnapshot(n, systems));
}

/** The Functions of a text whose list starts again are several systems. */
export const splitDumps = (snapshot: Snapshot): Snapshot[] => segment([{ snapshot, loose: false }]);

const comesAgain = (functions: readonly PciFunction[]): boolean =>
  functions.some(({ key }, n) => n > 0 && key === functions[0]?.key);

/** Functions up to where the first of them comes again. */
function runsOf(functions: readonly PciFunction[]): PciFunction[][] {
  const runs: PciFunction[][] = [];
  for (const fn of functions) {
    const run = runs.at(-1);
    if (run && fn.key !== run[0]?.key) run.push(fn);
    else runs.push([fn]);
  }
  return runs.length > 0 ? runs : [[]];
}

/** Whether a list that starts again without a word between is the same one: it has what the one before lacks. */
function continues(system: System, run: readonly PciFunction[]): boolean {
  // One Function alone that comes again is not a list.
  return run.length < 2 || system.copies.size < 2 || gives(system, run);
}

/** Whether a list below a heading gives bytes to Functions that had none, or names; or looks at some once more. */
function completes(system: System, run: readonly PciFunction[]): boolean {
  const again = run.filter((fn) => hasBytes(fn) && system.copies.get(fn.key)?.some(hasBytes));
  const isPart = run.length < system.copies.size;
  return again.length === 0
    ? isPart || gives(system, run)
    : isPart && again.every((fn) => system.copies.get(fn.key)?.every((copy) => agree(copy, fn)));
}

/** Whether each Function has its bytes in one of both lists, and some have none in the other. */
function gives(system: System, run: readonly PciFunction[]): boolean {
  const both = [...system.copies.values(), ...run.map((fn) => [fn])].flat();
  const withBytes = both.filter(hasBytes);
  const isOnce = new Set(withBytes.map(({ key }) => key)).size === withBytes.length;
  const isNew = run.every(({ key }) => !system.copies.has(key));
  return isNew || (isOnce && withBytes.length > 0 && withBytes.length < both.length);
}

const hasBytes = ({ config }: PciFunction): boolean => config.knownBytes > 0;

/** The lists that make up one system. */
class System {
  readonly copies = new Map<AddressKey, PciFunction[]>();
  readonly #first: Snapshot;
  /** Where the lists begin in their snapshots. */
  readonly #lists: { readonly snapshot: Snapshot; readonly line: number }[] = [];
  readonly #functions: PciFunction[] = [];

  constructor(run: readonly PciFunction[], snapshot: Snapshot) {
    this.#first = snapshot;
    this.add(run, snapshot);
  }

  add(run: readonly PciFunction[], snapshot: Snapshot): void {
    if (!this.#lists.some((list) => list.snapshot === snapshot))
      this.#lists.push({ snapshot, line: run[0]?.positionOf().line ?? 0 });
    for (const fn of run) {
      this.#functions.push(fn);
      const copies = this.copies.get(fn.key);
      if (copies) copies.push(fn);
      else this.copies.set(fn.key, [fn]);
    }
  }

  toSnapshot(n: number, all: readonly System[]): Snapshot {
    const snapshots = this.#lists.map(({ snapshot }) => snapshot);
    const own = <T extends { readonly at?: Position }>(of: (snapshot: Snapshot) => readonly T[]): T[] =>
      snapshots.flatMap((snapshot) => this.#ownOf(of(snapshot), snapshot, all));
    const formats = [...new Set(snapshots.map(({ inputFormat }) => inputFormat))];
    const { inventory: _, partial: __, ...first } = this.#first;
    const isOneOf = all.length > 1;
    return uniteCopies({
      ...first,
      ...(isOneOf ? { part: n + 1 } : {}),
      inputFormat: formats.join('+'),
      ...(snapshots.every(({ inventory }) => inventory) ? { inventory: true } : {}),
      ...(snapshots.some(({ partial }) => partial) ? { partial: true } : {}),
      functions: this.#functions,
      diagnostics: [
        ...(isOneOf ? [this.#remark(n, all.length)] : []),
        ...own(({ diagnostics }) => diagnostics),
      ],
      remarks: own(({ remarks }) => remarks ?? []),
      ...(snapshots.some(({ comments }) => comments)
        ? { comments: own(({ comments }) => comments ?? []) }
        : {}),
    });
  }

  /** What a reader said about this system's lines, where its text holds several. */
  #ownOf<T extends { readonly at?: Position }>(
    list: readonly T[],
    snapshot: Snapshot,
    all: readonly System[],
  ): readonly T[] {
    const starts = all.flatMap((system) => {
      const found = system.#lists.find((one) => one.snapshot === snapshot);
      return found ? [{ system, line: found.line }] : [];
    });
    const place = starts.findIndex(({ system }) => system === this);
    const from = place <= 0 ? 0 : (starts[place]?.line ?? 0);
    const to = starts[place + 1]?.line ?? Number.POSITIVE_INFINITY;
    return list.filter(({ at }) => (at?.line ?? 0) >= from && (at?.line ?? 0) < to);
  }

  #remark(n: number, count: number): Diagnostic {
    const { source, label } = this.#first;
    const [start] = this.#functions;
    const at = start?.positionOf() ?? { file: source };
    const whose = label === undefined ? '' : ` (${label})`;
    const what = start
      ? `: it begins with ${start.address}`
      : ': none of its Functions is named, so nothing is known about it';
    return {
      code: ofSeveral,
      severity: start ? 'info' : 'warning',
      message: `dump ${n + 1} of ${count} in this file${whose}${what}`,
      at: at.line === undefined ? { file: source } : { file: source, line: at.line, column: 1 },
    };
  }
}
