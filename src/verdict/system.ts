import { readsLike } from '../decode/reads-like.ts';
import { FunctionView } from '../decode/view.ts';
import { Machine } from '../machine/build.ts';
import type { Claim, IdleClaim, PhysicalFunction } from '../machine/physical-function.ts';
import type { AddressKey } from '../model/address.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { PciFunction } from '../model/function.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { Candidates } from './candidates.ts';
import { classifySubject, type Verdict } from './classify.ts';
import type { Names } from './names.ts';
import { type Subject, subjectOf } from './subject.ts';

/** Everything that is known about one Function in its snapshot. */
export interface FunctionReport {
  readonly fn: PciFunction;
  readonly view: FunctionView;
  readonly verdict: Verdict;
  /** The IDs that software goes by: of a VF the PF's vendor and VF Device ID; null when not known. */
  readonly vendorId: number | null;
  readonly deviceId: number | null;
  readonly name: string | null;
  readonly className: string | null;
  readonly parent: AddressKey | null;
  readonly pf: PhysicalFunction | undefined;
  /** When it does not answer: the VF that it is, or would be were it enabled, by its address. */
  readonly deadVf: Claim | IdleClaim | undefined;
}

/** One snapshot with its relations. Reports are made when asked for and not kept. */
export class System {
  readonly snapshot: Snapshot;
  readonly machine: Machine;
  readonly candidates: Candidates;
  readonly names: Names;
  /** The Function that was looked at last: VFs of one PF have the same bytes and follow each other. */
  #last: Subject | undefined;

  constructor(snapshot: Snapshot, names: Names) {
    this.snapshot = snapshot;
    this.machine = new Machine(snapshot);
    this.candidates = new Candidates(this.machine);
    this.names = names;
  }

  /** What the input and the relations had to say. */
  get diagnostics(): readonly Diagnostic[] {
    return [...this.snapshot.diagnostics, ...this.machine.diagnostics];
  }

  report(fn: PciFunction): FunctionReport {
    const ids = this.machine.idsFromPf(fn);
    const like = this.#last && readsLike(fn, ids, this.#last.view) ? this.#last : undefined;
    const view = new FunctionView(fn, like?.view, ids);
    const subject = subjectOf(view, this, like);
    this.#last = subject;
    const verdict = classifySubject(subject);
    let { vendor, device } = subject;
    if (subject.rawIdsFfff && verdict.role === 'vf' && verdict.pf !== null) {
      const pf = this.machine.byKey.get(verdict.pf);
      const pfVendor = pf?.config.u16(0) ?? -1;
      if (pfVendor >= 0 && pfVendor !== 0xffff) vendor = pfVendor;
      device = this.machine.pfs.get(verdict.pf)?.settings?.vfDeviceId ?? device;
    }
    const asSubject = vendor === subject.vendor && device === subject.device;
    const readable = verdict.role !== 'unreadable' || vendor !== 0xffff;
    return {
      fn,
      view,
      verdict,
      vendorId: readable ? (vendor ?? null) : null,
      deviceId: readable ? (device ?? null) : null,
      name: (asSubject ? subject.name : this.names.name(fn, vendor, device)) ?? null,
      className: this.names.className(view) ?? null,
      parent: this.machine.bridgeAbove(fn)?.fn?.key ?? null,
      pf: this.machine.pfs.get(fn.key),
      deadVf: verdict.role === 'unreadable' ? this.#deadVf(fn) : undefined,
    };
  }

  #deadVf(fn: PciFunction): Claim | IdleClaim | undefined {
    const { machine } = this;
    // A PF that does not answer is not a VF, whatever another one claims.
    return machine.pfs.has(fn.key) ? undefined : (machine.claimOn(fn) ?? machine.idleClaims.get(fn.key));
  }
}

/** The enabled VF that a Function is which does not answer. */
const enabledDeadVf = ({ deadVf }: FunctionReport): Claim | undefined =>
  deadVf && 'why' in deadVf ? undefined : deadVf;

/** The PF of a VF, also of one that does not answer. */
export const pfOf = (report: FunctionReport): AddressKey | null =>
  report.verdict.pf ?? enabledDeadVf(report)?.pf ?? null;

/** The number of a VF, also of one that does not answer. */
export const vfNumberOf = (report: FunctionReport): number | null =>
  report.verdict.vfNumber ?? enabledDeadVf(report)?.number ?? null;
