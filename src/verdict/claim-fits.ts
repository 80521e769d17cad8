import { unlikeVf } from './blanked.ts';
import { has, isType0, type Subject } from './subject.ts';

/** Whether the Function at a claimed Routing ID can be the VF that is claimed. */
export function claimFits(s: Subject): boolean {
  if (s.rawIdsFfff) return s.unreadable === undefined;
  // IDs that somebody blanked say nothing, and the rest looks like a VF.
  if (s.rawVendor === 0 && s.rawDevice === 0 && isType0(s) && !has(s, 'sriov'))
    return unlikeVf(s).header.length === 0 && unlikeVf(s).capabilities.length === 0;
  const settings = s.claim && s.machine.pfs.get(s.claim.pf)?.settings;
  const pf = s.claim && s.machine.byKey.get(s.claim.pf);
  return (
    settings !== undefined &&
    pf !== undefined &&
    isType0(s) &&
    !has(s, 'sriov') &&
    s.rawVendor === pf.config.u16(0) &&
    s.rawDevice === settings.vfDeviceId
  );
}

/** The same where words make the claim: what is known about the Function may not be another's. */
export function statedClaimFits(s: Subject): boolean {
  if (s.fn.config.knownBytes >= 64) return claimFits(s);
  const settings = s.claim && s.machine.pfs.get(s.claim.pf)?.settings;
  const pf = s.claim && s.machine.byKey.get(s.claim.pf);
  if (!settings || !pf || s.machine.buses.of(s.fn) || s.machine.pfs.has(s.fn.key)) return false;
  const vendor = pf.config.u16(0) >= 0 ? pf.config.u16(0) : pf.stated.vendorId?.value;
  if (s.device !== undefined && settings.vfDeviceId !== null && s.device !== settings.vfDeviceId)
    return false;
  return s.vendor === undefined || vendor === undefined || vendor === s.vendor;
}
