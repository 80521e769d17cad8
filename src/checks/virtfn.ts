import { FunctionView } from '../decode/view.ts';
import { isVirtfn, pfOfVf } from '../machine/isolation/identity.ts';
import type { PciFunction } from '../model/function.ts';
import type { System } from '../verdict/system.ts';
import { placeOf } from './place-of.ts';
import { known, type LinuxFact, unknownFact } from './why/fact.ts';

/** `is_virtfn`: whether the kernel of this system has a Function as a VF; 1, 0, or null where the dump cannot tell. */
export function virtfn(system: System, fn: PciFunction): LinuxFact {
  const { machine } = system;
  const { verdict } = system.report(fn);
  if (isVirtfn(fn, machine)) {
    const stated = fn.stated.pf;
    const pf = pfOfVf(fn, machine);
    const because = stated
      ? `${stated.by} states its PF: ${stated.value}`
      : `its PF ${pf?.address ?? ''} has VF Enable set and its Routing ID`;
    const at = stated?.at ?? (pf && placeOf(new FunctionView(pf), 'sriov.control.vf_enable'));
    return known(1, because, at);
  }
  if (verdict.detachedKind === 'pf-not-in-dump')
    return known(
      1,
      'it reads FFFFh:FFFFh, as only a VF whose PF the kernel has is listed',
      placeOf(new FunctionView(fn), 'header.vendor_id'),
    );
  if (verdict.detachedKind === 'guest-view')
    return known(
      0,
      'pci_iov_add_virtfn() sets it, for VFs of a PF of this kernel; this one was found by a scan of the bus',
    );
  if (verdict.role === 'vf' || verdict.role === 'unknown')
    return unknownFact(verdict.reason ?? 'what it is cannot be told');
  return known(0, 'no PF of this system has it as a VF');
}

/** The same for those who ask whether; undefined where the dump cannot tell. */
export function isVfHere(system: System, fn: PciFunction): boolean | undefined {
  const { value } = virtfn(system, fn);
  return value === null ? undefined : value === 1;
}
