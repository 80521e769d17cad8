import { formatKey } from '../../model/address.ts';
import { statedClaimFits } from '../claim-fits.ts';
import { hex4 } from '../hex.ts';
import { defineSignal } from '../signal.ts';

export default defineSignal({
  id: 'rid-claim-stated',
  rank: 90,
  weight: 'strong',
  title: 'The input states that a PF has a VF at this Routing ID',
  why: 'The words of lspci or sysfs give First VF Offset and VF Stride; no bytes prove them.',
  look: (s) =>
    s.claim?.basis === 'stated' && statedClaimFits(s)
      ? `${formatKey(s.claim.pf)} is stated to have VFs enabled; Routing ID ${hex4(s.fn.routingId)} is its VF ${s.claim.number}`
      : undefined,
});
