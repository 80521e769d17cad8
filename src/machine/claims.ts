import { type AddressKey, addressKey, parseAddress } from '../model/address.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { PciFunction } from '../model/function.ts';
import type { Claim, IdleClaim, PhysicalFunction } from './physical-function.ts';
import { type SriovSettings, type VfRange, vfAt, vfRange } from './routing.ts';
import {
  claimedTwice,
  moreThanTotal,
  type Rivalry,
  routingDiagnostic,
  tooManyClaims,
} from './routing-diagnostics.ts';

/** The Routing IDs of one domain, several times over: what valid PFs can never claim together. */
const claimBudget = 4 * 0x10000;

/** Claims of addresses as VFs: PFs make them by their SR-IOV capability, and the kernel's links. */
export class Claims {
  readonly pfs = new Map<AddressKey, PhysicalFunction>();
  /** By the address claimed. */
  readonly enabled = new Map<AddressKey, Claim>();
  /** Where VFs would be that no PF has enabled, and a Function is. */
  readonly idle = new Map<AddressKey, IdleClaim>();
  /** By links, by the address of the VF. */
  readonly linked = new Map<AddressKey, Claim>();
  /** Functions that `physfn` links of others name: no VF is one. */
  readonly namedAsPf = new Set<AddressKey>();
  readonly diagnostics: Diagnostic[] = [];
  readonly #present: ReadonlyMap<AddressKey, PciFunction>;
  readonly #spent = new Map<number, number>();

  readonly #isPartial: boolean;

  /** Nothing is missing in a part of a system: it may have been left out. */
  constructor(present: ReadonlyMap<AddressKey, PciFunction>, isPartial: boolean) {
    this.#present = present;
    this.#isPartial = isPartial;
  }

  /** Takes what a Function that may be no PF says about others. */
  look(fn: PciFunction): void {
    const physfn = parseAddress(fn.link('physfn') ?? '');
    if (physfn !== undefined && physfn !== fn.key) this.namedAsPf.add(physfn);
  }

  /** Takes a PF, in the order of the input: of two that claim one address the first has it. */
  add(fn: PciFunction, settings: SriovSettings | undefined): void {
    this.#takeLinks(fn);
    const vfs: (AddressKey | undefined)[] = [];
    const missing: AddressKey[] = [];
    if (settings) {
      const enabled = settings.enabled === true;
      const count = (enabled ? settings.numVfs : settings.totalVfs) ?? 0;
      const range = vfRange(fn.routingId, settings, count);
      if (enabled && range.problem) this.diagnostics.push(routingDiagnostic(fn, settings, range.problem));
      if (enabled && (settings.numVfs ?? 0) > (settings.totalVfs ?? 0xffff))
        this.diagnostics.push(moreThanTotal(fn, settings));
      const spent = this.#spent.get(fn.domain) ?? 0;
      if (spent + range.count > claimBudget) this.diagnostics.push(tooManyClaims(fn, settings));
      else {
        this.#spent.set(fn.domain, spent + range.count);
        if (!enabled) this.#takeIdle(fn, range, 0, 'vf-enable-clear');
        else {
          this.#takeEnabled(fn, settings, range, vfs, missing);
          if (settings.numVfs !== null && range.problem === undefined) {
            const all = vfRange(fn.routingId, settings, settings.totalVfs ?? 0);
            const affordable = { ...all, count: Math.min(all.count, claimBudget - spent) };
            this.#takeIdle(fn, affordable, settings.numVfs, 'beyond-num-vfs');
          }
        }
      }
    }
    this.pfs.set(fn.key, { fn, settings, vfs, missing });
  }

  /** To be called when all PFs are in: adds the VFs that only links name, where the PF's bytes are not in the dump. */
  finish(): void {
    for (const [key, claim] of this.linked) {
      const pf = this.pfs.get(claim.pf);
      if (!pf || (pf.settings && pf.settings.enabled !== null) || !this.#present.has(key)) continue;
      const vfs = [...pf.vfs];
      vfs[claim.number - 1] = key;
      this.pfs.set(claim.pf, { ...pf, vfs });
    }
  }

  #takeEnabled(
    fn: PciFunction,
    settings: SriovSettings,
    range: VfRange,
    vfs: (AddressKey | undefined)[],
    missing: AddressKey[],
  ): void {
    const rivals = new Map<AddressKey, Rivalry>();
    for (let n = 0; n < range.count; n++) {
      const key = addressKey(fn.domain, vfAt(range, n + 1));
      const claim = { pf: fn.key, number: n + 1, basis: settings.basis };
      const other = this.enabled.get(key);
      if (other) {
        const before = rivals.get(other.pf);
        if (before) before.count++;
        else rivals.set(other.pf, { key, claim, other, count: 1 });
        continue;
      }
      this.enabled.set(key, claim);
      const present = this.#present.has(key);
      vfs.push(present ? key : undefined);
      if (!present && !this.#isPartial) missing.push(key);
    }
    for (const rivalry of rivals.values())
      this.diagnostics.push(claimedTwice({ fn, settings }, rivalry, this.pfs.get(rivalry.other.pf)));
  }

  #takeIdle(fn: PciFunction, range: VfRange, from: number, why: IdleClaim['why']): void {
    for (let n = from; n < range.count; n++) {
      const key = addressKey(fn.domain, vfAt(range, n + 1));
      if (this.#present.has(key) && !this.idle.has(key))
        this.idle.set(key, { pf: fn.key, number: n + 1, why });
    }
  }

  #takeLinks(fn: PciFunction): void {
    // Where bytes lack, the input may state the VFs of a PF without links of sysfs.
    if (fn.config.knownBytes === 0 && !fn.surroundings.links) {
      for (const [index, { value }] of fn.stated.vfs) {
        const key = parseAddress(value);
        if (key !== undefined && key !== fn.key && !this.linked.has(key))
          this.linked.set(key, { pf: fn.key, number: index + 1, basis: 'stated' });
      }
    }
    for (const [name, target] of fn.surroundings.links ?? []) {
      const match = /^virtfn(\d{1,5})$/.exec(name);
      const key = match ? parseAddress(target) : undefined;
      if (match && key !== undefined && key !== fn.key && !this.linked.has(key)) {
        this.linked.set(key, { pf: fn.key, number: Number(match[1]) + 1 });
      }
    }
  }
}
