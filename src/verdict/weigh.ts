import { conventionalSize, whyOnly256 } from '../machine/config-size.ts';
import { hasNoPcie } from './blanked.ts';
import type { Evidence } from './evidence.ts';
import { type SignalName, signals } from './signals/index.ts';
import type { Subject } from './subject.ts';

/** How sure a verdict is. */
export type Certainty = 'certain' | 'probable' | 'possible';
type NamedSignal = (typeof signals)[number];

const inBytes = signals.filter(({ looksAt }) => looksAt === 'bytes');
const elsewhere = signals.filter(({ looksAt }) => looksAt !== 'bytes');
const withoutSurroundings = elsewhere.filter(({ looksAt }) => looksAt !== 'surroundings');

interface Spoken {
  readonly rank: number;
  readonly evidence: Evidence;
}

/** What the signals that look only at the bytes saw, once for all Functions that have these bytes. */
const spokenInBytes = new WeakMap<object, readonly Spoken[]>();

function spokenOf(list: readonly NamedSignal[], s: Subject): Spoken[] {
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
    let ofBytes = spokenInBytes.get(s.bytes);
    if (!ofBytes) {
      ofBytes = spokenOf(inBytes, s);
      spokenInBytes.set(s.bytes, ofBytes);
    }
    const { attributes, links } = s.fn.surroundings;
    this.evidence = merged(ofBytes, spokenOf(attributes || links ? elsewhere : withoutSurroundings, s));
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

function merged(a: readonly Spoken[], b: readonly Spoken[]): Evidence[] {
  const list: Evidence[] = [];
  let n = 0;
  for (const { rank, evidence } of b) {
    for (; n < a.length && (a[n]?.rank ?? 0) < rank; n++) list.push((a[n] as Spoken).evidence);
    list.push(evidence);
  }
  for (; n < a.length; n++) list.push((a[n] as Spoken).evidence);
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
