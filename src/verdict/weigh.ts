import { conventionalSize, whyOnly256 } from '../machine/config-size.ts';
import { hasNoPcie } from './blanked.ts';
import type { Evidence } from './evidence.ts';
import { type SignalName, signals } from './signals/index.ts';
import type { Subject } from './subject.ts';

/** How sure a verdict is. */
export type Certainty = 'certain' | 'probable' | 'possible';
type NamedSignal = (typeof signals)[number];

const thatLookAt = (what: NamedSignal['looksAt']): readonly NamedSignal[] =>
  signals.filter(({ looksAt }) => looksAt === what);
const inBytes = thatLookAt('bytes');
const inKind = thatLookAt('kind');
const anywhere = thatLookAt(undefined);
const inSurroundings = thatLookAt('surroundings');

interface Spoken {
  readonly rank: number;
  readonly evidence: Evidence;
}

/** What the signals saw that look only at the bytes, or at the kind: once for all Functions that have these. */
const spokenOnce = new WeakMap<object, readonly Spoken[]>();

function spokenOf(list: readonly NamedSignal[], s: Subject): readonly Spoken[] {
  const spoken: Spoken[] = [];
  for (const signal of list) {
    const seen = signal.look(s);
    if (seen !== undefined)
      spoken.push({ rank: signal.rank, evidence: { signal: signal.id, weight: signal.weight, seen } });
  }
  return spoken;
}

/** The evidence of all signals that spoke, the strongest first. */
export class Seen {
  readonly evidence: readonly Evidence[];

  constructor(s: Subject) {
    const { attributes, links } = s.fn.surroundings;
    let spoken = spokenOfKind(s);
    spoken = merged(spoken, spokenOf(anywhere, s));
    if (attributes || links) spoken = merged(spoken, spokenOf(inSurroundings, s));
    this.evidence = spoken.map(({ evidence }) => evidence);
  }

  has(name: SignalName): boolean {
    return this.evidence.some(({ signal }) => signal === name);
  }

  hasAny(names: readonly SignalName[]): boolean {
    return this.evidence.some(({ signal }) => names.includes(signal));
  }

  get isDecided(): boolean {
    return this.evidence.some(({ weight }) => weight === 'decisive');
  }
}

/** What was seen in the bytes and in the kind of a Function. */
function spokenOfKind(s: Subject): readonly Spoken[] {
  let ofKind = spokenOnce.get(s.kind);
  if (!ofKind) {
    const ofBytes = spokenOnce.get(s.bytes) ?? spokenOf(inBytes, s);
    spokenOnce.set(s.bytes, ofBytes);
    ofKind = merged(ofBytes, spokenOf(inKind, s));
    spokenOnce.set(s.kind, ofKind);
  }
  return ofKind;
}

/** Two lists in one, the strongest first. */
function merged(a: readonly Spoken[], b: readonly Spoken[]): readonly Spoken[] {
  if (b.length === 0) return a;
  const list: Spoken[] = [];
  let n = 0;
  for (const one of b) {
    for (; n < a.length && (a[n]?.rank ?? 0) < one.rank; n++) list.push(a[n] as Spoken);
    list.push(one);
  }
  for (; n < a.length; n++) list.push(a[n] as Spoken);
  return list;
}

/** Signs of how a VF is built: a name is believed only with one of them. */
const structural: readonly SignalName[] = [
  'memory-off-in-use',
  'resource-without-bar',
  'bars-zero',
  'no-interrupt-pin',
  'device-control-zero',
  'link-zero',
  'no-power-management',
  'reset-and-msix-only',
  'ats-zero',
];

/** What a VF cannot have, or only where software shows it one. */
const vetoes: readonly SignalName[] = [
  'ea-capability',
  'pf-only-capability',
  'pasid-capability',
  'cxl-device',
  'link-live',
];

/** How likely a Function is a VF; undefined where it is not taken for one. */
export function certaintyOf(s: Subject, seen: Seen): Certainty | undefined {
  if (seen.isDecided) return isBelied(s, seen) ? 'probable' : 'certain';
  if (s.view.walk.standard === 'none' || seen.has('sriov-capability')) return undefined;
  if (seen.has('s390-no-vf')) return undefined;
  // The kernel has it as a PF, and no VF is one.
  if (s.machine.namedAsPf.has(s.fn.key)) return undefined;
  if (seen.hasAny(['vf-device-id', 'rid-claim-stated'])) return 'probable';
  if (seen.has('name-virtual-function') && seen.hasAny(structural)) return 'probable';
  // sysfs of an s390 machine: memory works there with Memory Space Enable 0 only in a VF.
  if (
    seen.has('memory-off-in-use') &&
    s.fn.attribute('function_id') !== undefined &&
    s.fn.stated.vfNumber === undefined
  ) {
    return 'probable';
  }
  return structureAlone(s, seen) ? 'possible' : undefined;
}

/** What the kernel or a hypervisor says, whatever the bytes are. */
const bySoftware: readonly SignalName[] = [
  'physfn-link',
  'physfn-dangling',
  'virtfn-link',
  'msix-count-attribute',
  's390-vfn',
  'hyperv-vf-device-id',
];

/** Whether the bytes lack what every VF has, and no software says that this is one. */
const isBelied = (s: Subject, seen: Seen): boolean =>
  s.view.layout === 0 && s.unreadable === undefined && hasNoPcie(s) && !seen.hasAny(bySoftware);

/** Whether the structure speaks for a VF, and nothing that a VF cannot have speaks against it. */
function structureAlone(s: Subject, seen: Seen): boolean {
  if (!seen.has('vf-structure') || seen.hasAny(vetoes)) return false;
  const { extended } = s.view.walk;
  if (extended === 'complete' || extended === 'none') return true;
  // What is past FFh there cannot be read by anybody.
  const isAll = extended === 'not-in-dump' && s.fn.config.end === conventionalSize;
  return isAll && whyOnly256(s.machine, s.fn) !== undefined;
}
