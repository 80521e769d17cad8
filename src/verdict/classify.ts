import { FunctionView } from '../decode/view.ts';
import type { Machine } from '../machine/build.ts';
import { whyUnreadable } from '../machine/unreadable.ts';
import { type AddressKey, formatKey, parseAddress } from '../model/address.ts';
import type { PciFunction } from '../model/function.ts';
import { lastBelow } from './candidates.ts';
import { mayBeFaultyVf, type Signal, signals, whyIdle } from './signals.ts';
import { type Evidence, type Subject, subjectOf } from './subject.ts';

export type Role = 'pf' | 'vf' | 'bridge' | 'function' | 'unreadable' | 'unknown';
export type Attachment = 'attached' | 'detached' | 'unknown';
export type DetachedKind = 'pf-not-in-dump' | 'guest-view';
export type Certainty = 'certain' | 'probable' | 'possible';

export interface Verdict {
  readonly role: Role;
  /** Of a VF; null otherwise. */
  readonly attachment: Attachment | null;
  /** Of a detached VF; null otherwise. */
  readonly detachedKind: DetachedKind | null;
  /** How sure it is that this is a VF; null for other roles. */
  readonly certainty: Certainty | null;
  /** The PF that claims this VF, or that a link names. */
  readonly pf: AddressKey | null;
  /** Counts from 1; null when not known. */
  readonly vfNumber: number | null;
  /** What decided, in a few words, where the role alone does not say it. */
  readonly reason: string | null;
  readonly evidence: readonly Evidence[];
}

/** The signals that spoke. */
interface Seen {
  has(id: string): boolean;
}

const allSignals = signals.map((signal, place) => ({ signal, place }));
const signalsWithoutSurroundings = allSignals.filter(({ signal }) => signal.looksAt !== 'surroundings');

function evidenceOf(signal: Signal, s: Subject): Evidence | undefined {
  const seen = signal.look(s);
  return seen === undefined ? undefined : { signal: signal.id, weight: signal.weight, seen };
}

/** What a Function is, from all signals that its dump shows. */
export function classifySubject(s: Subject): Verdict {
  const { fn, machine, view } = s;
  const evidence: Evidence[] = [];
  const { attributes, links } = fn.surroundings;
  const { seenInBytes } = s;
  for (const { signal, place } of attributes || links ? allSignals : signalsWithoutSurroundings) {
    if (signal.looksAt === 'bytes') {
      if (!seenInBytes.filled) seenInBytes.evidence[place] = evidenceOf(signal, s);
      const found = seenInBytes.evidence[place];
      if (found) evidence.push(found);
    } else {
      const found = evidenceOf(signal, s);
      if (found) evidence.push(found);
    }
  }
  seenInBytes.filled = true;
  const seen: Seen = { has: (id) => evidence.some(({ signal }) => signal === id) };
  const { unreadable } = s;
  if (machine.snapshot.inventory && fn.config.knownBytes === 0) return withoutBytes(s, seen, evidence);
  if (unreadable !== undefined) return noVf('unreadable', unreadable, evidence);
  if (view.layout === 1 || view.layout === 2) return noVf('bridge', null, evidence);
  if (view.layout < 0) return noVf('unknown', 'Header Type, the byte at 0Eh, is not in the dump', evidence);
  if (view.layout !== 0) return noVf('unknown', `Header Type ${view.layout} has no layout`, evidence);
  if (machine.pfs.has(fn.key)) return noVf('pf', null, evidence);

  const decisive = evidence.some(({ weight }) => weight === 'decisive');
  const certainty = decisive ? 'certain' : certaintyWithout(s, seen);
  if (certainty) return vf(attachmentOf(s, seen), certainty, evidence);

  const lacking = lackingBytes(s);
  if (lacking !== undefined) return noVf('unknown', lacking, evidence);
  if (s.rawIdsFfff && mayBeFaultyVf(s)) {
    const why = seen.has('ids-blanked') ? 'its IDs were blanked' : 'its IDs may have been blanked';
    return noVf('unknown', `${why}, and nothing else decides`, evidence);
  }
  return noVf('function', null, evidence);
}

// Verdicts are written out, not spread: of 10,000 Functions a spread took a tenth of the time.
function noVf(role: Role, reason: string | null, evidence: readonly Evidence[]): Verdict {
  return {
    role,
    attachment: null,
    detachedKind: null,
    certainty: null,
    pf: null,
    vfNumber: null,
    reason,
    evidence,
  };
}

function vf(attached: Attached, certainty: Certainty, evidence: readonly Evidence[]): Verdict {
  const { attachment, detachedKind, pf, vfNumber, reason } = attached;
  return { role: 'vf', attachment, detachedKind, certainty, pf, vfNumber, reason, evidence };
}

/** Class codes of bridges to PCI (PCI Code and ID Assignment Specification 1.16, §1.7). */
const bridgeClasses: ReadonlySet<number> = new Set([0x0604, 0x0607, 0x0609]);

/** What a list says of a Function that has none of its bytes: links, IDs and classes decide, names do not. */
function withoutBytes(s: Subject, seen: Seen, evidence: readonly Evidence[]): Verdict {
  const decisive = evidence.some(({ weight }) => weight === 'decisive');
  if (s.machine.pfs.has(s.fn.key)) return noVf('pf', null, evidence);
  const strong =
    seen.has('rid-claim-stated') || seen.has('vf-device-id') || seen.has('name-virtual-function');
  if (decisive || (strong && !s.machine.namedAsPf.has(s.fn.key))) {
    return vf(attachmentOf(s, seen), decisive ? 'certain' : 'probable', evidence);
  }
  if (s.machine.buses.of(s.fn) || (s.statedClass !== undefined && bridgeClasses.has(s.statedClass)))
    return noVf('bridge', null, evidence);
  // Text that lists all capabilities says what is not there.
  if (s.view.has('sriov').source === 'not-in-function') return noVf('function', null, evidence);
  return noVf('unknown', 'the list has no bytes of it', evidence);
}

/** How likely a Function is a VF that no decisive signal shows. */
function certaintyWithout(s: Subject, seen: Seen): Certainty | undefined {
  if (s.view.walk.standard === 'none' || seen.has('sriov-capability')) return undefined;
  // The kernel has it as a PF, and no VF is one.
  if (s.machine.namedAsPf.has(s.fn.key)) return undefined;
  const supports = signals.filter(
    (signal) => seen.has(signal.id) && (signal.weight === 'supporting' || signal.weight === 'strong'),
  );
  const structural = supports.some((signal) => isStructural(signal));
  if (seen.has('vf-device-id') || seen.has('rid-claim-stated')) return 'probable';
  if (seen.has('name-virtual-function') && structural) return 'probable';
  // sysfs of an s390 machine: memory works there with Memory Space Enable 0 only in a VF.
  if (
    seen.has('memory-off-in-use') &&
    s.fn.attribute('function_id') !== undefined &&
    s.fn.attribute('vfn') === undefined
  ) {
    return 'probable';
  }
  return structureAlone(s, seen) ? 'possible' : undefined;
}

function isStructural(signal: Signal): boolean {
  return [
    'memory-off-in-use',
    'resource-without-bar',
    'bars-zero',
    'no-interrupt-pin',
    'device-control-zero',
    'link-zero',
    'no-power-management',
    'reset-and-msix-only',
    'ats-zero',
  ].includes(signal.id);
}

/** Whether the structure speaks for a VF, and nothing that a VF cannot have speaks against it. */
function structureAlone(s: Subject, seen: Seen): boolean {
  const { extended } = s.view.walk;
  if (extended !== 'complete' && extended !== 'none') return false;
  const vetoes = ['ea-capability', 'pf-only-capability', 'cxl-device'];
  return seen.has('vf-structure') && !vetoes.some((id) => seen.has(id));
}

type Attached = Pick<Verdict, 'attachment' | 'detachedKind' | 'pf' | 'vfNumber' | 'reason'>;

/** Whether the PF of a VF is in the snapshot. */
function attachmentOf(s: Subject, seen: Seen): Attached {
  const { machine, fn } = s;
  const linkKey = s.physfn === undefined ? undefined : parseAddress(s.physfn);
  const named = linkKey === undefined ? undefined : machine.byKey.get(linkKey);
  const noPf = named && whyNoPf(s, named);
  const linked = machine.linked.get(fn.key);
  const fits = seen.has('rid-claim') || seen.has('rid-claim-stated');
  const claim = s.claim && fits ? s.claim : undefined;
  if ((named && noPf === undefined) || linked || claim) {
    const pf = named && noPf === undefined ? named.key : (linked?.pf ?? claim?.pf ?? null);
    const number = [claim, linked].find((candidate) => candidate?.pf === pf)?.number ?? null;
    return { attachment: 'attached', detachedKind: null, pf, vfNumber: number, reason: null };
  }
  if (linkKey !== undefined && !named) {
    const reason = `its PF ${formatKey(linkKey)} is not in this dump`;
    return { attachment: 'detached', detachedKind: 'pf-not-in-dump', pf: linkKey, vfNumber: null, reason };
  }
  const unknown = { attachment: 'unknown', detachedKind: null, pf: null, vfNumber: null } as const;
  if (named) return { ...unknown, reason: `its physfn link names ${named.address}, which is ${noPf}` };
  const vfn = Number(s.fn.attribute('vfn') ?? 0);
  if (vfn > 0) {
    const reason = `the machine says VF ${vfn}, and no PF is visible`;
    return { attachment: 'detached', detachedKind: 'guest-view', pf: null, vfNumber: vfn, reason };
  }
  if (s.idleClaim && s.rawIdsFfff) {
    const reason = `${formatKey(s.idleClaim.pf)} would have a VF here, but ${whyIdle(s.idleClaim)}`;
    return { ...unknown, reason };
  }
  if (s.claim) {
    const reason = `${formatKey(s.claim.pf)} has a VF here, but the IDs are not those of its VFs`;
    return { ...unknown, reason };
  }
  const candidate = possiblePf(s);
  if (candidate) {
    const reason = `${candidate.address} may be its PF, but ${lackOfBytes(candidate)}; take the dump with -xxxx as root`;
    return { ...unknown, reason };
  }
  const pfWithoutSettings = unplacedPf(s);
  if (pfWithoutSettings) {
    const reason = `${pfWithoutSettings.address} has SR-IOV, but where its VFs are is not in the dump`;
    return { ...unknown, reason };
  }
  const detachedKind: DetachedKind = s.rawIdsFfff ? 'pf-not-in-dump' : 'guest-view';
  return {
    attachment: 'detached',
    detachedKind,
    pf: null,
    vfNumber: null,
    reason: s.rawIdsFfff ? 'no PF in this dump claims it' : 'no PF is visible to this system',
  };
}

const decisiveSignals = signals.filter(({ weight }) => weight === 'decisive');

/** Why a Function that a `physfn` link names is not the PF: links of an edited tree lead anywhere. */
function whyNoPf(s: Subject, named: PciFunction): string | undefined {
  if (s.machine.pfs.has(named.key)) return undefined;
  const other = subjectOf(new FunctionView(named), s.around);
  if (other.view.layout === 1 || other.view.layout === 2) return 'a bridge';
  const isListed = s.machine.snapshot.inventory && named.config.knownBytes === 0;
  if (other.unreadable !== undefined && !isListed) return undefined;
  return decisiveSignals.some((signal) => signal.look(other)) ? 'a VF itself' : undefined;
}

/** A Function that may be the PF for all that the dump shows: same domain, lower Routing ID, no other vendor. */
function possiblePf(s: Subject): PciFunction | undefined {
  const possible = s.candidates.possiblePfs.get(s.fn.domain);
  const { routingId } = s.fn;
  if (s.vendor === undefined) return lastBelow(possible?.all, routingId);
  return (
    lastBelow(possible?.byVendor.get(s.vendor), routingId) ?? lastBelow(possible?.byVendor.get(-1), routingId)
  );
}

/** A PF whose settings the dump cuts off, so that it may claim any Function above it. */
function unplacedPf(s: Subject): PciFunction | undefined {
  for (const { fn, settings } of unplaced(s.machine)) {
    if (fn.domain !== s.fn.domain || fn.routingId >= s.fn.routingId) continue;
    const vendor = fn.config.u16(0);
    if (settings === undefined || s.vendor === undefined || vendor === s.vendor) return fn;
  }
  return undefined;
}

const unplacedOf = new WeakMap<Machine, readonly { fn: PciFunction; settings: unknown }[]>();

function unplaced(machine: Machine): readonly { fn: PciFunction; settings: unknown }[] {
  let list = unplacedOf.get(machine);
  if (!list) {
    list = [...machine.pfs.values()].filter(
      ({ settings }) =>
        !settings ||
        settings.enabled === null ||
        (settings.enabled &&
          (settings.numVfs === null || settings.firstVfOffset === null || settings.vfStride === null)),
    );
    unplacedOf.set(machine, list);
  }
  return list;
}

function lackOfBytes(fn: PciFunction): string {
  const known = fn.config.knownBytes;
  if (whyUnreadable(fn) !== undefined && known >= 64) return 'it did not answer';
  return known === 0 ? 'none of its bytes are in the dump' : `only ${known} of its bytes are in the dump`;
}

/** Why an ordinary-looking Function may be a PF or a VF after all, or undefined when it cannot. */
function lackingBytes(s: Subject): string | undefined {
  const { walk } = s.view;
  if (walk.standard === 'none') return undefined;
  if (walk.standard === 'not-in-dump' || walk.standard === 'cut') {
    return `the dump ends at ${end(s.view)}, before its capabilities; take it with -xxxx as root`;
  }
  if (s.view.capability('pcie') === undefined) return undefined;
  if (walk.extended === 'not-in-dump' || walk.extended === 'cut') {
    return `the dump ends at ${end(s.view)}, so SR-IOV cannot be seen; take it with -xxxx as root`;
  }
  return undefined;
}

const end = (view: FunctionView): string =>
  `${(view.config.end - 1).toString(16).toUpperCase().padStart(2, '0')}h`;
