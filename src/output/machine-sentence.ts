import type { IdleClaim } from '../machine/physical-function.ts';
import type { FunctionReport, System } from '../verdict/system.ts';

/** How many Functions of each kind a machine has. */
export interface MachineCounts {
  readonly functions: number;
  readonly pfs: number;
  /** PFs that have no VFs enabled. */
  readonly pfsOff: number;
  readonly attached: number;
  readonly detached: number;
  /** Detached VFs of a system that sees no PF. */
  readonly inGuest: number;
  /** VFs, of whichever PF, that may be none. */
  readonly probable: number;
  readonly possible: number;
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
    pfsOff: 0,
    attached: 0,
    detached: 0,
    inGuest: 0,
    probable: 0,
    possible: 0,
    notEnabled: 0,
    unknownVf: 0,
    missing: 0,
    unreadable: 0,
    unknown: 0,
  };
  for (const report of reports) {
    const { verdict, pf } = report;
    if (verdict.role === 'pf') counts.pfs++;
    if (verdict.role === 'pf' && pf?.settings?.enabled === false) counts.pfsOff++;
    if (verdict.certainty === 'probable') counts.probable++;
    if (verdict.certainty === 'possible') counts.possible++;
    if (verdict.role === 'unknown' || isCut(report)) counts.unknown++;
    else if (verdict.role === 'unreadable') counts.unreadable++;
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

/** Whether the dump holds so little of a Function that it is not known whether it answered. */
const isCut = ({ verdict, fn }: FunctionReport): boolean =>
  verdict.role === 'unreadable' &&
  fn.config.knownBytes > 0 &&
  fn.config.knownBytes < 64 &&
  fn.config.u32(0) !== 0xffffffff;

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
    const none = c.unknown > 0 ? 'no PF or VF seen' : 'no PF and no VF';
    return `${count(c.functions, 'function')}, ${none}`;
  }
  if (vfs === 0)
    return `${count(c.pfs, 'PF')}, ${c.pfsOff === c.pfs ? 'no VFs enabled' : 'no VF in the dump'}`;
  const off = c.pfsOff > 0 && c.notEnabled < vfs ? ` (${c.pfsOff} with no VFs enabled)` : '';
  const pfs = c.pfs > 0 ? `${count(c.pfs, 'PF')}${off}` : c.unknown > 0 ? 'no PF seen' : 'no PF';
  const kinds: readonly (readonly [n: number, what: string])[] = [
    [c.attached, 'attached'],
    [c.detached, `detached${c.inGuest > 0 && c.inGuest === c.detached ? ', as in a guest' : ''}`],
    [c.notEnabled, 'that no PF has enabled'],
    [c.unknownVf, 'of an unknown PF'],
  ];
  const some = kinds.filter(([n]) => n > 0);
  const all = vfs === 1 ? '' : vfs === 2 ? 'both ' : 'all ';
  const what =
    c.notEnabled === vfs
      ? ', none enabled by a PF'
      : some.length === 1
        ? `, ${all}${some[0]?.[1]}`
        : `: ${some.map(([n, kind]) => `${n} ${kind}`).join(', ')}`;
  return `${pfs}, ${count(vfs, 'VF')}${doubtText(c, vfs)}${what}`;
}

/** ` (1 probable, 1 possible)` where not all are certain. */
function doubtText({ probable, possible }: MachineCounts, vfs: number): string {
  const doubts: readonly (readonly [n: number, word: string])[] = [
    [probable, 'probable'],
    [possible, 'possible'],
  ];
  const some = doubts.filter(([n]) => n > 0);
  if (some.length === 0) return '';
  return ` (${some.map(([n, word]) => (n === vfs ? word : `${n} ${word}`)).join(', ')})`;
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
