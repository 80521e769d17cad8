import { FunctionView, type Reading } from '../decode/view.ts';
import type { Machine } from '../machine/build.ts';
import { portKindOf } from '../machine/port.ts';
import type { AddressKey } from '../model/address.ts';
import type { When } from '../registers/define.ts';
import type { InUse, VfInfo } from '../registers/vf.ts';

export type Governed = Pick<VfInfo, 'rule' | 'from' | 'having'>;

/** A value that counts for a VF, and the Function that holds it. */
export interface GoverningValue {
  readonly value: number | bigint;
  readonly from: AddressKey;
}

/** The Functions whose values may count for one VF. */
export class Governing {
  readonly vf: FunctionView;
  readonly pf: FunctionView | undefined;
  readonly #machine: Machine;
  #function0: FunctionView | null | undefined;
  #lowestPf: FunctionView | null | undefined;
  #device: readonly FunctionView[] | undefined;

  constructor(vf: FunctionView, pf: FunctionView | undefined, machine: Machine) {
    this.vf = vf;
    this.pf = pf;
    this.#machine = machine;
  }

  /** The Function that governs, or undefined when it is not in the snapshot or not known. */
  source(info: Governed): FunctionView | undefined {
    const sources = this.#possible(info);
    return sources.length === 1 ? sources[0] : undefined;
  }

  /** Whether no Function of the device can be the one that governs. */
  isWithoutSource(info: Governed): boolean {
    return info.from === 'function-with' && this.pf !== undefined && this.#possible(info).length === 0;
  }

  /** What the Function that governs holds at a path; of several that may govern, what all of them hold. */
  value(info: Governed, path: string): GoverningValue | undefined {
    if (info.from === undefined) return this.#valueIn(this.pf, path);
    const sources = this.#possible(info);
    const [first] = sources;
    const known = this.#valueIn(first, path);
    const agree = sources.every((source) => this.#valueIn(source, path)?.value === known?.value);
    return agree ? known : undefined;
  }

  #valueIn(source: FunctionView | undefined, path: string): GoverningValue | undefined {
    const value = source ? knownValue(source.read(path)) : null;
    return source && value !== null ? { value, from: source.fn.key } : undefined;
  }

  /** Whether a condition holds in the VF or in the Function that governs; null when that is not known. */
  holds(info: Governed, condition: InUse): boolean | null {
    const source = condition.in === 'vf' ? this.vf : this.source(info);
    return source ? holdsIn(source, condition.when) : null;
  }

  /** The Function that governs; several where the dump does not tell which; undefined for one that is not in it. */
  #possible({ from, having }: Governed): readonly (FunctionView | undefined)[] {
    if (!this.pf) return [];
    if (from === 'function-0') return [this.#zero()];
    if (from === 'lowest-pf') {
      this.#lowestPf ??= this.#viewOf(this.#lowestPfKey());
      return [this.#lowestPf ?? undefined];
    }
    if (from === 'function-with' && having) return this.#having(having);
    if (from !== 'ari-function-0' || this.#function0Key() === this.pf.fn.key) return [this.pf];
    const isAri = isOfAriDevice(this.pf);
    return isAri === undefined ? [this.pf, this.#zero()] : [isAri ? this.#zero() : this.pf];
  }

  /** The lowest Function for which a condition holds, after those of which the dump does not tell. */
  #having(when: When): readonly (FunctionView | undefined)[] {
    // A device without its Function 0 was not dumped whole: another Function may be missing as well.
    const found: (FunctionView | undefined)[] = this.#zero() ? [] : [undefined];
    for (const view of this.#functionsOfDevice()) {
      const holds = holdsIn(view, when);
      if (holds !== false) found.push(view);
      if (holds) return found;
    }
    return found;
  }

  /** The Functions of the device of the PF that are not VFs, from the lowest. */
  #functionsOfDevice(): readonly FunctionView[] {
    if (!this.#device && this.pf) {
      const { first, size } = this.#machine.deviceOf(this.pf.fn);
      const keys = Array.from({ length: size }, (_, n) => first + n);
      this.#device = keys.flatMap((key) =>
        this.#machine.claims.has(key) || this.#machine.linked.has(key) ? [] : (this.#viewOf(key) ?? []),
      );
    }
    return this.#device ?? [];
  }

  #zero(): FunctionView | undefined {
    this.#function0 ??= this.#viewOf(this.#function0Key());
    return this.#function0 ?? undefined;
  }

  #viewOf(key: AddressKey): FunctionView | null {
    if (key === this.pf?.fn.key) return this.pf;
    const fn = this.#machine.byKey.get(key);
    return fn ? new FunctionView(fn) : null;
  }

  #function0Key(): AddressKey {
    return this.#machine.deviceOf((this.pf as FunctionView).fn).first;
  }

  #lowestPfKey(): AddressKey {
    const { fn } = this.pf as FunctionView;
    return this.#machine.pfsOfDevice(fn)[0]?.fn.key ?? fn.key;
  }
}

/** Whether a condition holds in a Function; null when its bytes do not tell. */
const holdsIn = (view: FunctionView, when: When): boolean | null =>
  (view.headerSite && view.holds(when, view.headerSite)) ?? null;

/**
 * Whether a Function is one of an ARI Device, all of which have the capability; undefined when not in the dump. Below
 * no port there is no ARI, even where a model of a device has the capability.
 */
function isOfAriDevice(view: FunctionView): boolean | undefined {
  if (portKindOf(view) === 'integrated-endpoint') return false;
  if (view.capability('ari')) return true;
  return listIsKnown(view, 'extended') ? false : undefined;
}

/** Whether a list of a Function is known to its end. */
export function listIsKnown(view: FunctionView | undefined, kind: string): boolean {
  const state = view && (kind === 'standard' ? view.walk.standard : view.walk.extended);
  return state === 'complete' || state === 'none';
}

export const knownValue = (reading: Reading): number | bigint | null =>
  reading.state === 'known' ? reading.value : null;
