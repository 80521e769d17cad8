import type { PciFunction } from '../../model/function.ts';
import type { Machine } from '../build.ts';

/** The IDs that a kernel goes by; undefined where neither bytes nor words have them. */
export interface Identity {
  readonly vendor: number | undefined;
  readonly device: number | undefined;
}

const noId = 0xffff;

/** A VF has its PF's vendor and the VF Device ID; a Function that does not answer keeps what the kernel read before. */
export function identityOf(fn: PciFunction, machine: Machine): Identity {
  const { config, stated } = fn;
  const raw = (offset: number): number | undefined => {
    const id = config.u16(offset);
    return id < 0 || id === noId ? undefined : id;
  };
  const pf = pfOfVf(fn, machine);
  const vendor = raw(0) ?? stated.vendorId?.value ?? (pf && identityOf(pf, machine).vendor);
  const device =
    raw(2) ??
    (stated.deviceId?.value === noId ? undefined : stated.deviceId?.value) ??
    (pf && (machine.pfs.get(pf.key)?.settings?.vfDeviceId ?? undefined));
  return { vendor: vendor === noId ? undefined : vendor, device };
}

/** The PF of a Function that the kernel of this system made as a VF; undefined for all others. */
export function pfOfVf(fn: PciFunction, machine: Machine): PciFunction | undefined {
  const claim = machine.linked.get(fn.key) ?? machine.claims.get(fn.key);
  const pf = claim && machine.byKey.get(claim.pf);
  // What claims itself, or is a PF, is not a VF, whatever an edited dump says.
  return pf && pf !== fn && !machine.pfs.has(fn.key) ? pf : undefined;
}

/** Whether the kernel of this system has it as a VF (`is_virtfn`): its own PF claims it, or sysfs links one. */
export const isVirtfn = (fn: PciFunction, machine: Machine): boolean =>
  pfOfVf(fn, machine) !== undefined || (fn.stated.pf !== undefined && !machine.pfs.has(fn.key));
