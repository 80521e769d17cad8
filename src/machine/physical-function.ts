import type { AddressKey } from '../model/address.ts';
import type { PciFunction } from '../model/function.ts';
import type { SriovSettings } from './routing.ts';

/** A Function with an SR-IOV capability, or one that the input states to be a PF. */
export interface PhysicalFunction {
  readonly fn: PciFunction;
  /** Undefined when only links tell that this is a PF. */
  readonly settings: SriovSettings | undefined;
  /** Keys of its VFs in this snapshot, by VF number − 1; undefined where one is missing. */
  readonly vfs: readonly (AddressKey | undefined)[];
  /** Keys of VFs that should be there and are not. */
  readonly missing: readonly AddressKey[];
}

/** A PF's claim on an address: VF Enable is set and the Routing ID is that of VF `number`. */
export interface Claim {
  readonly pf: AddressKey;
  /** Counts from 1. */
  readonly number: number;
  /** Whether bytes make the claim, or fields that the input's words state. */
  readonly basis?: SriovSettings['basis'];
}

/** Where a VF would be that its PF has not enabled. */
export interface IdleClaim extends Claim {
  /** Which of the two reasons it is. */
  readonly why: 'vf-enable-clear' | 'beyond-num-vfs';
}
