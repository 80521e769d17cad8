import { formatKey } from '../../model/address.ts';
import { claimFits } from '../claim-fits.ts';
import { hex4, id4 } from '../hex.ts';
import { defineSignal } from '../signal.ts';

export default defineSignal({
  id: 'rid-claim-other-ids',
  rank: 100,
  weight: 'against',
  title: 'A PF claims the Routing ID, but another Function is there',
  why: 'A VF reads FFFFh, or what a hypervisor fills in: the vendor of the PF and its VF Device ID.',
  look: (s) =>
    s.claim && s.claim.basis !== 'stated' && !claimFits(s) && s.unreadable === undefined
      ? `${formatKey(s.claim.pf)} claims ${hex4(s.fn.routingId)} for its VF ${s.claim.number}, but ${id4(s.rawVendor)}:${id4(s.rawDevice)} is there`
      : undefined,
});
