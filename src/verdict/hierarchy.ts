import { type AddressKey, busOf, formatKey } from '../model/address.ts';
import type { Selection } from './select.ts';
import type { FunctionReport, System } from './system.ts';

/** One Function, or several that are alike and follow each other, and what hangs below. */
export interface Branch {
  /** In ascending order of address; more than one only of VFs and of unreadable Functions. */
  readonly group: readonly [FunctionReport, ...FunctionReport[]];
  readonly children: readonly Branch[];
}

/** A bus without a bridge above it in the dump. */
export interface Root {
  /** Domain and bus: `0000:00`. */
  readonly name: string;
  readonly children: readonly Branch[];
}

export interface Hierarchy {
  readonly roots: readonly Root[];
  /** Every Function's report, also of those that were not selected. */
  readonly reports: readonly FunctionReport[];
}

/** Buses, bridges, PFs and VFs below each other. `apart`: every VF is a branch of its own. */
export function hierarchyOf(system: System, selection: Selection, apart: boolean): Hierarchy {
  const reports = system.snapshot.functions.map((fn) => system.report(fn));
  const shown = reports.filter(({ fn }) => selection.keeps(fn));
  const kept = new Set(shown.map((report) => report.fn.key));
  const below = new Map<AddressKey, FunctionReport[]>();
  const roots = new Map<string, FunctionReport[]>();
  for (const report of shown) {
    const above = aboveOf(report);
    if (above !== undefined && kept.has(above)) append(below, above, report);
    else append(roots, rootName(report), report);
  }
  // Where several have one address, the first is the one that relations name.
  const { byKey } = system.machine;
  const childrenOf = ({ fn }: FunctionReport): readonly FunctionReport[] | undefined =>
    byKey.get(fn.key) === fn ? below.get(fn.key) : undefined;
  const branches = (list: readonly FunctionReport[] | undefined): Branch[] => {
    const sorted = [...(list ?? [])].sort((a, b) => a.fn.key - b.fn.key);
    const found: Branch[] = [];
    for (let n = 0; n < sorted.length; ) {
      const first = sorted[n] as FunctionReport;
      let end = n + 1;
      while (
        !apart &&
        end < sorted.length &&
        // What has something below it is a branch of its own: a PF that does not answer may have VFs that do.
        childrenOf(sorted[end - 1] as FunctionReport) === undefined &&
        childrenOf(sorted[end] as FunctionReport) === undefined &&
        follows(sorted[end - 1] as FunctionReport, sorted[end] as FunctionReport)
      )
        end++;
      const group = [first, ...sorted.slice(n + 1, end)] as const;
      found.push({ group: [...group], children: branches(childrenOf(first)) });
      n = end;
    }
    return found;
  };
  const names = [...roots.keys()].sort();
  return { roots: names.map((name) => ({ name, children: branches(roots.get(name)) })), reports };
}

/** A VF hangs below its PF, everything else below its bridge. */
function aboveOf({ verdict, parent }: FunctionReport): AddressKey | undefined {
  if (verdict.attachment === 'attached' && verdict.pf !== null) return verdict.pf;
  return parent ?? undefined;
}

/** Whether a VF's number follows another's, so that a range leaves out none; numbers may be unknown in all of it. */
export const isNextVf = (before: number | null, after: number | null): boolean =>
  before === null ? after === null : after === before + 1;

/** Whether one can stand behind the other in a range. */
const follows = (before: FunctionReport, after: FunctionReport): boolean =>
  alike(before, after) && isNextVf(before.verdict.vfNumber, after.verdict.vfNumber);

/** Identical VFs (or unreadable Functions): same PF or none, same names and verdict. */
function alike(a: FunctionReport, b: FunctionReport): boolean {
  return (
    (a.verdict.role === 'vf' || a.verdict.role === 'unreadable') &&
    a.verdict.role === b.verdict.role &&
    a.verdict.reason === b.verdict.reason &&
    a.verdict.pf === b.verdict.pf &&
    a.verdict.attachment === b.verdict.attachment &&
    a.verdict.certainty === b.verdict.certainty &&
    a.fn.domain === b.fn.domain &&
    a.vendorId === b.vendorId &&
    a.deviceId === b.deviceId &&
    a.name === b.name &&
    a.fn.config.knownBytes === b.fn.config.knownBytes &&
    builtAlike(a, b)
  );
}

/** Whether two Functions have the same class, IDs and capabilities. */
function builtAlike(
  { fn: { config: a }, view: one }: FunctionReport,
  { fn: { config: b }, view: other }: FunctionReport,
): boolean {
  if (one.walk === other.walk) return true;
  if (a.u32(0) !== b.u32(0) || a.u32(8) !== b.u32(8) || a.u32(0x2c) !== b.u32(0x2c)) return false;
  const theirs = other.walk.entries;
  const { entries, standard, extended } = one.walk;
  return (
    standard === other.walk.standard &&
    extended === other.walk.extended &&
    entries.length === theirs.length &&
    entries.every((entry, n) => {
      const their = theirs[n];
      return entry.id === their?.id && entry.offset === their.offset && entry.version === their.version;
    })
  );
}

function rootName({ fn }: FunctionReport): string {
  return formatKey(fn.domain * 0x10000 + (busOf(fn.routingId) << 8)).replace(/:[^:]*$/, '');
}

function append<K>(map: Map<K, FunctionReport[]>, key: K, report: FunctionReport): void {
  const list = map.get(key);
  if (list) list.push(report);
  else map.set(key, [report]);
}
