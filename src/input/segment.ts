import type { AddressKey } from '../model/address.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { PciFunction } from '../model/function.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { contradictionOf, firstDifference, joinFunctions } from './join.ts';

/** What a reader gave for one text of an input. */
export interface Piece {
  readonly snapshot: Snapshot;
  /** It may be of the same system as the piece before it, unless the same Functions come again. */
  readonly loose: boolean;
}

const ofSeveral = 'input/several-dumps';
/** What readers say of an address that comes again, and what is right where copies complete each other. */
const comesAgain = /\/duplicate-function$/;

/**
 * The systems that an input holds. A list that starts again is another system: another machine, or the same one at
 * another time. A Function that comes twice within a list is one: with the name of one copy, and the bytes of the one
 * that has more, as of `lspci -nn` with `lspci -xxxx` below it.
 */
export function segment(pieces: readonly Piece[]): Snapshot[] {
  const [only, ...others] = pieces;
  if (only && others.length === 0 && allDifferent(only.snapshot.functions)) return [only.snapshot];
  const systems: System[] = [];
  for (const { snapshot, loose } of pieces) {
    for (const [n, run] of runsOf(snapshot.functions).entries()) {
      const last = systems.at(-1);
      const joins = last !== undefined && (n > 0 ? continues(last, run) : loose && completes(last, run));
      if (joins) last.add(run, snapshot);
      else systems.push(new System(run, snapshot));
    }
  }
  return numbered(systems);
}

function allDifferent(functions: readonly PciFunction[]): boolean {
  // Sorted lists, which nearly all are, need no set.
  let isSorted = true;
  for (let n = 1; n < functions.length && isSorted; n++)
    isSorted = (functions[n] as PciFunction).key > (functions[n - 1] as PciFunction).key;
  return isSorted || new Set(functions.map(({ key }) => key)).size === functions.length;
}

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

class System {
  readonly first: Snapshot;
  readonly snapshots: Snapshot[] = [];
  readonly copies = new Map<AddressKey, PciFunction[]>();
  /** Line where each list of it begins, by its snapshot. */
  readonly #starts: { snapshot: Snapshot; line: number }[] = [];

  constructor(run: readonly PciFunction[], snapshot: Snapshot) {
    this.first = snapshot;
    this.add(run, snapshot);
  }

  add(run: readonly PciFunction[], snapshot: Snapshot): void {
    if (!this.snapshots.includes(snapshot)) this.snapshots.push(snapshot);
    this.#starts.push({ snapshot, line: run[0]?.positionOf().line ?? 0 });
    for (const fn of run) {
      const copies = this.copies.get(fn.key);
      if (copies) copies.push(fn);
      else this.copies.set(fn.key, [fn]);
    }
  }

  /** Where the system begins in a snapshot that other systems have parts of as well. */
  startIn(snapshot: Snapshot): number | undefined {
    return this.#starts.find((start) => start.snapshot === snapshot)?.line;
  }
}

/** Whether a list that starts again without a word between is the same one: it has what the one before lacks. */
function continues(system: System, run: readonly PciFunction[]): boolean {
  // One Function alone that comes again is no list.
  return run.length < 2 || system.copies.size < 2 || completes(system, run);
}

/** Whether a list gives bytes to Functions that had none, or names; or looks at some of them once more. */
function completes(system: System, run: readonly PciFunction[]): boolean {
  const again = run.filter((fn) => hasBytes(fn) && system.copies.get(fn.key)?.some(hasBytes));
  if (again.length === 0) return true;
  const isPart = run.length < system.copies.size;
  return isPart && again.every((fn) => system.copies.get(fn.key)?.every((copy) => agree(copy, fn)));
}

const hasBytes = ({ config }: PciFunction): boolean => config.knownBytes > 0;
const agree = (a: PciFunction, b: PciFunction): boolean => firstDifference(a.config, b.config) < 0;

function numbered(systems: readonly System[]): Snapshot[] {
  const parts = systems.filter(({ copies, first }) => copies.size > 0 || first.functions.length === 0);
  return parts.map((system, n) => {
    const { first, snapshots, copies } = system;
    const lists = [...copies.values()];
    const say = (list: (snapshot: Snapshot) => readonly Diagnostic[]): Diagnostic[] =>
      snapshots.flatMap((snapshot) => ownOf(list(snapshot), system, parts, snapshot));
    const complete = new Set(
      lists.filter((list) => list.filter(hasBytes).length < 2).map(([fn]) => fn?.address),
    );
    const isAbout = ({ code, function: address }: Diagnostic): boolean =>
      !comesAgain.test(code) || !complete.has(address);
    const formats = new Set(snapshots.map(({ inputFormat }) => inputFormat));
    return {
      source: first.source,
      ...(parts.length > 1 ? { part: n + 1 } : {}),
      ...(parts.length > 1 && first.label !== undefined ? { label: first.label } : {}),
      ...(snapshots.some(({ partial }) => partial) ? { partial: true } : {}),
      inputFormat: [...formats].join('+'),
      ...(snapshots.every(({ inventory }) => inventory) ? { inventory: true } : {}),
      functions: lists.map(joinFunctions),
      diagnostics: [
        ...(parts.length > 1 ? [partRemark(system, n, parts.length)] : []),
        ...say(({ diagnostics }) => diagnostics).filter(isAbout),
        ...lists.flatMap((list) => contradictionOf(list) ?? []),
      ],
      remarks: say(({ remarks }) => remarks ?? []),
    };
  });
}

/** What a reader said that concerns this system's lines, where its snapshot was cut into several. */
function ownOf(
  list: readonly Diagnostic[],
  system: System,
  all: readonly System[],
  snapshot: Snapshot,
): readonly Diagnostic[] {
  const starts = all.flatMap((other) => {
    const line = other.startIn(snapshot);
    return line === undefined ? [] : [{ system: other, line }];
  });
  if (starts.length < 2) return list;
  const place = starts.findIndex((start) => start.system === system);
  const from = place === 0 ? 0 : (starts[place]?.line ?? 0);
  const to = starts[place + 1]?.line ?? Number.POSITIVE_INFINITY;
  return list.filter(({ at }) => (at?.line ?? 0) >= from && (at?.line ?? 0) < to);
}

function partRemark({ first, copies }: System, n: number, count: number): Diagnostic {
  const [start] = copies.values();
  const at = start?.[0]?.positionOf() ?? { file: first.source };
  const whose = first.label === undefined ? '' : ` (${first.label})`;
  const begins = start?.[0] ? `: ${start[0].address} begins it` : '';
  return {
    code: ofSeveral,
    severity: 'info',
    message: `dump ${n + 1} of ${count} in this file${whose}${begins}`,
    at: { ...at, ...(at.line === undefined ? {} : { line: at.line, column: 1 }) },
  };
}
