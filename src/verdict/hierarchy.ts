import { type AddressKey, busOf, formatKey } from '../model/address.ts';
import { areAlike } from './alike.ts';
import type { Selection } from './select.ts';
import { type FunctionReport, pfOf, type System } from './system.ts';

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
    const above = aboveOf(report, system);
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

/** A VF hangs below its PF, also when it does not answer; everything else below its bridge. */
function aboveOf(report: FunctionReport, { machine }: System): AddressKey | undefined {
  const { verdict, parent } = report;
  const pf = pfOf(report);
  if (verdict.attachment === 'attached' && pf !== null) return pf;
  // Links of an edited tree lead in circles: a PF is on no VF's address itself.
  const dead = verdict.role === 'unreadable' && pf !== null ? machine.byKey.get(pf) : undefined;
  return dead && !machine.claimOn(dead) ? dead.key : (parent ?? undefined);
}

/** Whether a VF's number follows another's, so that a range leaves out none; numbers may be unknown in all of it. */
export const isNextVf = (before: number | null, after: number | null): boolean =>
  before === null ? after === null : after === before + 1;

/** Whether one can follow the other in a range. */
const follows = (before: FunctionReport, after: FunctionReport): boolean =>
  areAlike(before, after) && isNextVf(placeOf(before), placeOf(after));

/** The number of a VF, or of the one that would be where a Function does not answer. */
export const placeOf = ({ verdict, deadVf }: FunctionReport): number | null =>
  verdict.vfNumber ?? deadVf?.number ?? null;

function rootName({ fn }: FunctionReport): string {
  return formatKey(fn.domain * 0x10000 + (busOf(fn.routingId) << 8)).replace(/:[^:]*$/, '');
}

function append<K>(map: Map<K, FunctionReport[]>, key: K, report: FunctionReport): void {
  const list = map.get(key);
  if (list) list.push(report);
  else map.set(key, [report]);
}
