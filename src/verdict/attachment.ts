import { FunctionView } from '../decode/view.ts';
import type { Machine } from '../machine/build.ts';
import { whyUnreadable } from '../machine/unreadable.ts';
import { type AddressKey, formatKey, parseAddress } from '../model/address.ts';
import type { PciFunction } from '../model/function.ts';
import { type Advice, adviceFor } from './advice.ts';
import { hasBrokenList } from './possible-pfs.ts';
import { signals } from './signals/index.ts';
import { type Subject, subjectOf } from './subject.ts';
import type { Seen } from './weigh.ts';
import { looksWhole } from './whole.ts';
import { whyIdle } from './why-idle.ts';

/** Whether the PF of a VF is in the dump. */
export type Attachment = 'attached' | 'detached' | 'unknown';
/** Why the PF of a VF is not in the dump. */
export type DetachedKind = 'pf-not-in-dump' | 'guest-view';

/** Where the PF of a VF is. */
export interface Attached {
  readonly attachment: Attachment;
  /** For a detached VF; null otherwise. */
  readonly detachedKind: DetachedKind | null;
  /** The PF that claims this VF, or that a link names. */
  readonly pf: AddressKey | null;
  /** Counts from 1; null when not known. */
  readonly vfNumber: number | null;
  readonly reason: string | null;
  /** How to capture what would tell more; null where no capture can. */
  readonly advice: Advice | null;
}

/** Whether the PF of a VF is in the snapshot. */
export function attachmentOf(s: Subject, seen: Seen): Attached {
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
    return { attachment: 'attached', detachedKind: null, pf, vfNumber: number, reason: null, advice: null };
  }
  const { partial } = machine.snapshot;
  if (linkKey !== undefined && !named && partial) {
    const reason = `its PF ${formatKey(linkKey)} is not in this part of a dump`;
    return { attachment: 'unknown', detachedKind: null, pf: linkKey, vfNumber: null, reason, advice: null };
  }
  if (linkKey !== undefined && !named) {
    const reason = `its PF ${formatKey(linkKey)} is not in this dump`;
    return {
      attachment: 'detached',
      detachedKind: 'pf-not-in-dump',
      pf: linkKey,
      vfNumber: null,
      reason,
      advice: null,
    };
  }
  const unknown = {
    attachment: 'unknown',
    detachedKind: null,
    pf: null,
    vfNumber: null,
    advice: null,
  } as const;
  if (named) return { ...unknown, reason: `its physfn link names ${named.address}, which is ${noPf}` };
  const vfn = s.fn.stated.vfNumber?.value ?? 0;
  if (vfn > 0) {
    const reason = `the machine says VF ${vfn}, and no PF is visible`;
    return {
      attachment: 'detached',
      detachedKind: 'guest-view',
      pf: null,
      vfNumber: vfn,
      reason,
      advice: null,
    };
  }
  if (s.idleClaim && s.rawIdsFfff) {
    const reason = `${formatKey(s.idleClaim.pf)} would have a VF here, but ${whyIdle(s.idleClaim)}`;
    return { ...unknown, reason };
  }
  if (s.claim) {
    const reason = `${formatKey(s.claim.pf)} has a VF here, but the IDs are not those of its VFs`;
    return { ...unknown, reason };
  }
  const astray = s.candidates.astray.of(fn);
  if (astray !== undefined) return { ...unknown, reason: astray };
  const candidate = s.candidates.possiblePfs.of(fn);
  if (candidate) {
    const reason = `${candidate.address} may be its PF, but ${lackOfBytes(candidate)}`;
    return { ...unknown, reason, advice: adviceFor(candidate, s.around) ?? null };
  }
  const pfWithoutSettings = unplacedPf(s);
  if (pfWithoutSettings) {
    const reason = `${pfWithoutSettings.address} has SR-IOV, but where its VFs are is not in the dump`;
    return { ...unknown, reason, advice: adviceFor(pfWithoutSettings, s.around) ?? null };
  }
  if (partial)
    return { ...unknown, reason: 'the input is a part of a dump, from which its PF may be left out' };
  const detached = { attachment: 'detached', pf: null, vfNumber: null, advice: null } as const;
  if (s.rawIdsFfff)
    return { ...detached, detachedKind: 'pf-not-in-dump', reason: 'no PF in this dump claims it' };
  if (looksWhole(machine, s.candidates, fn))
    return { ...detached, detachedKind: 'guest-view', reason: noPfVisible };
  if (fn.config.u16(0) >= 0) return { ...detached, detachedKind: 'guest-view', reason: seenByGuest };
  const reason = 'this is not a whole system, and its PF may be left out';
  return { ...unknown, reason, advice: adviceFor(fn, s.around) ?? null };
}

/** Why no PF claims a VF that a guest has: what is there looks like all that the guest sees. */
export const noPfVisible = 'no PF is visible to this system';
/** Bytes with IDs are what a VMM makes of a VF; on its host a VF reads FFFFh. */
const seenByGuest = 'its bytes have IDs, as a guest sees them, and no PF is in this part of a system';

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
  if (hasBrokenList(fn)) return 'its list of extended capabilities is broken';
  return known === 0 ? 'none of its bytes are in the dump' : `only ${known} of its bytes are in the dump`;
}
