import type { Machine } from '../machine/build.ts';
import { busOf } from '../model/address.ts';
import type { PciFunction } from '../model/function.ts';

const hostBridge = 0x0600;

/** Class and sub-class, from the bytes or from words. */
const classOf = ({ config, stated }: PciFunction): number | undefined => {
  if (config.has(0x0a, 2)) return config.u16(0x0a);
  if (stated.classCode) return stated.classCode.value >> 8;
  return stated.className?.value === 'Host bridge' ? hostBridge : undefined;
};

/**
 * Whether the input looks like all that a system sees of the machine around a VF: a host bridge is in it, or the bridge
 * above the VF with what leads there. One Function by `-s` or `grep` is a part; but in a domain of its own, as Hyper-V
 * and s390 make for each, a Function is all that there is.
 */
export function looksWhole(machine: Machine, vf: PciFunction): boolean {
  const { functions, partial } = machine.snapshot;
  if (partial) return false;
  if (functions.some((fn) => classOf(fn) === hostBridge)) return true;
  if (machine.bridgeAbove(vf)) return true;
  if (vf.domain > 0xff && busOf(vf.routingId) <= 1) return true;
  return vf.stated.vfNumber !== undefined;
}
