import type { FunctionView } from '../decode/view.ts';
import { type AddressKey, deviceOf } from '../model/address.ts';
import { type Advice, adviceFor, only256 } from './advice.ts';
import { type Attached, type Attachment, attachmentOf, type DetachedKind } from './attachment.ts';
import { hasNoList, mayBeFaultyVf } from './blanked.ts';
import type { Evidence } from './evidence.ts';
import { nearMiss } from './near-miss.ts';
import type { Subject } from './subject.ts';
import { type Certainty, certaintyOf, Seen } from './weigh.ts';

/** What a Function is. */
export type Role = 'pf' | 'vf' | 'bridge' | 'function' | 'unreadable' | 'unknown';
export type { Attachment, Certainty, DetachedKind };

export interface Verdict {
  readonly role: Role;
  /** For a VF; null otherwise. */
  readonly attachment: Attachment | null;
  /** For a detached VF; null otherwise. */
  readonly detachedKind: DetachedKind | null;
  /** How sure it is that this is a VF; null for other roles. */
  readonly certainty: Certainty | null;
  /** The PF that claims this VF, or that a link names. */
  readonly pf: AddressKey | null;
  /** Counts from 1; null when not known. */
  readonly vfNumber: number | null;
  /** What decided, in a few words, where the role alone does not say it. */
  readonly reason: string | null;
  /** How to capture what would tell more, after `capture it again`; null where no capture can. */
  readonly advice: Advice | null;
  readonly evidence: readonly Evidence[];
}

/** What a Function is, from all signals that its dump shows. */
export function classifySubject(s: Subject): Verdict {
  const { fn, machine, view } = s;
  const unreadable = whyNoAnswer(s);
  const seen = new Seen(s);
  const { evidence } = seen;
  if (machine.snapshot.inventory && fn.config.knownBytes === 0 && !fn.surroundings.isRefused)
    return withoutBytes(s, seen);
  if (unreadable !== undefined) return noVf('unreadable', unreadable, evidence);
  if (view.layout === 1 || view.layout === 2) return noVf('bridge', null, evidence);
  if (view.layout < 0) {
    const reason = 'Header Type, the byte at 0Eh, is not in the dump';
    return noVf('unknown', reason, evidence, adviceFor(fn, s.around));
  }
  if (view.layout !== 0) return noVf('unknown', `Header Type ${view.layout} has no layout`, evidence);
  if (machine.pfs.has(fn.key)) return noVf('pf', null, evidence);

  const certainty = certaintyOf(s, seen);
  if (certainty) return vf(attachmentOf(s, seen), certainty, evidence);

  // The machine says that it is not a VF, and Linux, which lists the VFs of a PF, that it is not a PF.
  if (seen.has('s390-no-vf')) return noVf('function', null, evidence);
  const lacking = lackingBytes(s);
  if (lacking !== undefined) return noVf('unknown', lacking, evidence, adviceFor(fn, s.around));
  if (s.rawIdsFfff && hasNoList(s) && !seen.has('ids-blanked')) {
    const why = 'its IDs read FFFFh as those of a VF, but it has no capability list, which every VF has';
    return noVf('unknown', why, evidence);
  }
  if (s.rawIdsFfff && mayBeFaultyVf(s)) {
    const why = seen.has('ids-blanked') ? 'its IDs were blanked' : 'its IDs may have been blanked';
    return noVf('unknown', `${why}, and nothing else decides`, evidence);
  }
  return noVf('function', nearMiss(s, seen) ?? null, evidence);
}

// Verdicts are written out, not spread: of 10,000 Functions a spread took a tenth of the time.
function noVf(
  role: Role,
  reason: string | null,
  evidence: readonly Evidence[],
  advice: Advice | null = null,
): Verdict {
  return {
    role,
    attachment: null,
    detachedKind: null,
    certainty: null,
    pf: null,
    vfNumber: null,
    reason,
    advice,
    evidence,
  };
}

function vf(attached: Attached, certainty: Certainty, evidence: readonly Evidence[]): Verdict {
  const { attachment, detachedKind, pf, vfNumber, reason, advice } = attached;
  return { role: 'vf', attachment, detachedKind, certainty, pf, vfNumber, reason, advice, evidence };
}

/** Class codes of bridges to PCI (PCI Code and ID Assignment Specification 1.16, §1.7). */
const bridgeClasses: ReadonlySet<number> = new Set([0x0604, 0x0607, 0x0609]);

/** What a list says about a Function that has none of its bytes: links, IDs and classes decide, names do not. */
function withoutBytes(s: Subject, seen: Seen): Verdict {
  const { evidence, isDecided: decisive } = seen;
  if (s.machine.pfs.has(s.fn.key)) return noVf('pf', null, evidence);
  if (s.fn.stated.revision?.value === 0xff)
    return noVf('unreadable', 'it is listed with revision FFh: the Function did not answer', evidence);
  if (seen.has('s390-no-vf')) return noVf('function', null, evidence);
  const strong = seen.hasAny(['rid-claim-stated', 'vf-device-id', 'name-virtual-function']);
  if (decisive || (strong && !s.machine.namedAsPf.has(s.fn.key))) {
    return vf(attachmentOf(s, seen), decisive ? 'certain' : 'probable', evidence);
  }
  if (s.machine.buses.of(s.fn) || (s.statedClass !== undefined && bridgeClasses.has(s.statedClass)))
    return noVf('bridge', null, evidence);
  // Text that lists all capabilities says what is not there.
  if (s.view.has('sriov').source === 'not-in-function') return noVf('function', null, evidence);
  return noVf('unknown', 'the list has no bytes of it', evidence, adviceFor(s.fn, s.around));
}

/** Why an ordinary-looking Function may be a PF or a VF after all, or undefined when it cannot. */
function lackingBytes(s: Subject): string | undefined {
  const { walk } = s.view;
  if (walk.standard === 'none') return undefined;
  if (walk.standard === 'not-in-dump' || walk.standard === 'cut')
    return `the dump ends at ${end(s.view)}, before its capabilities`;
  if (s.view.capability('pcie') === undefined) return undefined;
  if (walk.extended === 'not-in-dump' || walk.extended === 'cut') {
    const all = only256(s.fn, s.around);
    return `the dump ends at ${end(s.view)}, so that SR-IOV cannot be seen${all ? `; ${all}` : ''}`;
  }
  return undefined;
}

/** Why the header holds no answer, and what of the machine is in the way; undefined when it does. */
function whyNoAnswer({ unreadable, fn, machine }: Subject): string | undefined {
  const port = unreadable !== undefined && deviceOf(fn.routingId) > 0 ? machine.bridgeTo(fn) : undefined;
  if (!port?.hasLinkBelow || fn.config.u32(0) !== 0xffffffff) return unreadable;
  if (port.view.get('pcie.device_control_2.ari_forwarding_enable') !== 0) return unreadable;
  return `${unreadable}: ARI Forwarding of ${port.fn.address} is off, so that no request reaches a device number above 0`;
}

const end = (view: FunctionView): string =>
  `${(view.config.end - 1).toString(16).toUpperCase().padStart(2, '0')}h`;
