import { formatKey } from '../../model/address.ts';
import { defineSignal } from '../signal.ts';
import { whyIdle } from '../why-idle.ts';

export default defineSignal({
  id: 'rid-claim-idle',
  rank: 110,
  weight: 'supporting',
  title: 'A PF would have a VF here that it has not enabled',
  why: 'Its settings may be stale, and an ordinary Function may be here: never enough alone.',
  look: (s) =>
    s.idleClaim && (s.rawIdsFfff || s.vendor === undefined)
      ? `${formatKey(s.idleClaim.pf)} would have its VF ${s.idleClaim.number} here, but ${whyIdle(s.idleClaim)}`
      : undefined,
});
