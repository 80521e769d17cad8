import { formatKey } from '../../model/address.ts';
import { defineSignal } from '../signal.ts';

export default defineSignal({
  id: 'virtfn-link',
  rank: 50,
  weight: 'decisive',
  title: 'A PF has a sysfs link virtfnN to this Function',
  why: 'The kernel makes one link in the PF for each VF. An old copy of sysfs may keep stale ones.',
  look: (s) => {
    const link = s.machine.linked.get(s.fn.key);
    return link && `${formatKey(link.pf)} has virtfn${link.number - 1} → ${s.fn.address}`;
  },
});
