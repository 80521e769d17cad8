import type { IdleClaim } from '../machine/physical-function.ts';
import type { FunctionReport, System } from '../verdict/system.ts';

/** How many Functions of each kind a machine has. */
export interface MachineCounts {
  readonly functions: number;
  readonly pfs: number;
  /** PFs that say that they have VFs enabled. */
  readonly pfsWithVfs: number;
  readonly attached: number;
  readonly detached: number;
  /** Detached VFs of a system that sees no PF. */
  readonly inGuest: number;
  readonly notEnabled: number;
  readonly unknownVf: number;
  readonly missing: number;
  readonly unreadable: number;
  readonly unknown: number;
}

/** The machine in one sentence: `4 PFs, 26 VFs, all attached; 2 findings`. Findings are named where they are known. */
export const machineSentence = (system: System, findings?: number): string =>
  sentenceOf(
    countsOf(
      system,
      system.snapshot.functions.map((fn) => system.report(fn)),
    ),
    findings,
  );

/** Counts reports that were made already: making them is most of the work of a tree. */
export function countsOf(system: System, reports: readonly FunctionReport[]): MachineCounts {
  const counts = {
    functions: reports.length,
    pfs: 0,
    pfsWithVfs: 0,
    attached: 0,
    detached: 0,
    inGuest: 0,
    notEnabled: 0,
    unknownVf: 0,
    missing: 0,
    unreadable: 0,
    unknown: 0,
  };
  for (const report of reports) {
    const { verdict, pf } = report;
    if (verdict.role === 'pf') counts.pfs++;
    if (verdict.role === 'pf' && pf?.settings?.enabled) counts.pfsWithVfs++;
    if (verdict.role === 'unknown') counts.unknown++;
    if (verdict.role === 'unreadable') counts.unreadable++;
    if (verdict.attachment === 'attached') counts.attached++;
    if (verdict.attachment === 'detached') counts.detached++;
    if (verdict.detachedKind === 'guest-view') counts.inGuest++;
    if (verdict.attachment === 'unknown') {
      if (notEnabled(system, report)) counts.notEnabled++;
      else counts.unknownVf++;
    }
    counts.missing += pf?.missing.length ?? 0;
  }
  return counts;
}

/** Where a VF whose PF is unknown would be one that a PF has not enabled. */
export const notEnabled = ({ machine }: System, { fn }: FunctionReport): IdleClaim | undefined =>
  machine.claims.has(fn.key) ? undefined : machine.idleClaims.get(fn.key);

export function sentenceOf(c: MachineCounts, findings?: number): string {
  const parts = [
    mainPart(c),
    ...(c.missing > 0 ? [`${count(c.missing, 'enabled VF')} missing from the dump`] : []),
    ...(c.unreadable > 0 ? [`${count(c.unreadable, 'function')} did not answer`] : []),
    ...(c.unknown > 0 ? [`${count(c.unknown, 'function')} cannot be judged`] : []),
    ...(findings === undefined ? [] : [findings === 0 ? 'no findings' : count(findings, 'finding')]),
  ];
  return parts.join('; ');
}

function mainPart(c: MachineCounts): string {
  const vfs = c.attached + c.detached + c.notEnabled + c.unknownVf;
  if (c.pfs === 0 && vfs === 0) {
    const seen = c.unknown > 0 ? 'no PF or VF seen' : 'no PF and no VF';
    return `${count(c.functions, 'function')}, ${seen}`;
  }
  const pfs = c.pfs > 0 ? count(c.pfs, 'PF') : 'no PF';
  if (vfs === 0) {
    const none = c.pfsWithVfs > 0 ? 'no VF in the dump' : 'no VFs enabled';
    return `${pfs}, ${none}`;
  }
  const kinds = [
    ...(c.attached > 0 ? [[c.attached, 'attached'] as const] : []),
    ...(c.detached > 0
      ? [[c.detached, c.inGuest === c.detached ? 'detached (seen from a guest)' : 'detached'] as const]
      : []),
    ...(c.notEnabled > 0 ? [[c.notEnabled, 'not enabled by any PF'] as const] : []),
    ...(c.unknownVf > 0 ? [[c.unknownVf, 'with an unknown PF'] as const] : []),
  ];
  const [only] = kinds;
  const what =
    kinds.length === 1 && only
      ? `${vfs === 1 ? '' : vfs === 2 ? 'both ' : 'all '}${only[1]}`
      : kinds.map(([n, kind]) => `${n} ${kind}`).join(', ');
  return kinds.length === 1 ? `${pfs}, ${count(vfs, 'VF')}, ${what}` : `${pfs}, ${count(vfs, 'VF')}: ${what}`;
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
