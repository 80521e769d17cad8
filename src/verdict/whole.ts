import type { Machine } from '../machine/build.ts';
import { busOf } from '../model/address.ts';
import type { PciFunction } from '../model/function.ts';
import type { Candidates } from './candidates.ts';

/**
 * Whether the input looks like all that a system sees of the machine around a VF: a host bridge is in it, or the bridge
 * above the VF with what leads there. One Function by `-s` or `grep` is a part; but in a domain of its own, as Hyper-V
 * and s390 make for each, a Function is all that there is.
 */
export function looksWhole(machine: Machine, candidates: Candidates, vf: PciFunction): boolean {
  if (machine.snapshot.partial) return false;
  if (candidates.hasHostBridge || machine.bridgeAbove(vf)) return true;
  if (vf.domain > 0xff && busOf(vf.routingId) <= 1) return true;
  return vf.stated.vfNumber !== undefined;
}
