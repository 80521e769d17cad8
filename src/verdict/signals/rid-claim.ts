import { formatKey } from '../../model/address.ts';
import { claimFits } from '../claim-fits.ts';
import { hex4 } from '../hex.ts';
import { defineSignal } from '../signal.ts';

export default defineSignal({
  id: 'rid-claim',
  rank: 80,
  weight: 'decisive',
  title: 'A PF of this snapshot claims the Routing ID, and the IDs fit',
  why: 'With VF Enable set, the Routing IDs of the VFs follow from First VF Offset and VF Stride (PCIe 6.0 §9.2.1.2).',
  look: (s) =>
    s.claim && s.claim.basis !== 'stated' && claimFits(s)
      ? `${formatKey(s.claim.pf)} has VF Enable; Routing ID ${hex4(s.fn.routingId)} is its VF ${s.claim.number}`
      : undefined,
});
