import { type AddressKey, busOf, formatKey } from '../model/address.ts';
import { areAlike, areAlikeOrdinary, isOrdinary } from './alike.ts';
import type { Selection } from './select.ts';
import { type FunctionReport, pfOf, type System } from './system.ts';

/** One Function, or several that are alike and follow each other, and what hangs below. */
export interface Branch {
  /** In ascending order of address; more than one only where they are alike. */
  readonly group: readonly [FunctionReport, ...FunctionReport[]];
  readonly children: readonly Branch[];
}

/** A bus without a bridge above it in the dump. */
export interface Root {
  /** Domain and bus: `0000:00`; `0000:01 to 0000:04` where Functions that are alike are on several. */
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
      const end = apart ? n + 1 : endOfGroup(sorted, n, (report) => childrenOf(report) !== undefined);
      const group = [first, ...sorted.slice(n + 1, end)] as const;
      found.push({ group: [...group], children: branches(childrenOf(first)) });
      n = end;
    }
    return found;
  };
  const names = [...roots.keys()].sort();
  const found = names.map((name): Root => ({ name, children: branches(roots.get(name)) }));
  return { roots: apart ? found : joined(found), reports };
}

/** Fewer ordinary Functions than these are a line each. */
export const fewestAlike = 4;

/** Where those end that are alike, from the one at `start`; what has something below it is a branch of its own. */
function endOfGroup(
  sorted: readonly FunctionReport[],
  start: number,
  hasChildren: (report: FunctionReport) => boolean,
): number {
  const first = sorted[start] as FunctionReport;
  const run = (isNext: (before: FunctionReport, after: FunctionReport) => boolean): number => {
    let end = start + 1;
    while (
      end < sorted.length &&
      // A PF that does not answer may have VFs that do.
      !hasChildren(sorted[end - 1] as FunctionReport) &&
      !hasChildren(sorted[end] as FunctionReport) &&
      isNext(sorted[end - 1] as FunctionReport, sorted[end] as FunctionReport)
    )
      end++;
    return end;
  };
  if (!isOrdinary(first)) return run(follows);
  const end = run(areAlikeOrdinary);
  return end - start < fewestAlike ? start + 1 : end;
}

/** Buses that hold nothing but Functions that are alike are one: 992 VFs without their PF are on four. */
function joined(roots: readonly Root[]): Root[] {
  const found: Root[] = [];
  for (const root of roots) {
    const before = found.at(-1);
    const [one, ...more] = root.children;
    const [last, ...others] = before?.children ?? [];
    const isOne =
      before && one && last && more.length + others.length + one.children.length + last.children.length === 0;
    const [next, previous] = [one?.group[0], last?.group.at(-1)];
    const isAlike =
      next && previous && (isOrdinary(next) ? areAlikeOrdinary(previous, next) : follows(previous, next));
    if (!isOne || !isAlike || one.group.length + last.group.length < fewestAlike) found.push(root);
    else {
      const [name = ''] = before.name.split(' ');
      const group = [...last.group, ...one.group] as unknown as Branch['group'];
      found[found.length - 1] = { name: `${name} to ${root.name}`, children: [{ group, children: [] }] };
    }
  }
  return found;
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
export const follows = (before: FunctionReport, after: FunctionReport): boolean =>
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
