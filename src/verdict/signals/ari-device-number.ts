import { deviceOf } from '../../model/address.ts';
import { defineSignal } from '../signal.ts';
import { has, isType0 } from '../subject.ts';

export default defineSignal({
  id: 'ari-device-number',
  rank: 240,
  weight: 'supporting',
  title: 'ARI, last in its chain, at a device number that a link does not have',
  why: 'Below a port there is only device 0; what else is there is an ARI Function or a VF. The last of many ordinary ARI Functions looks the same.',
  look: (s) =>
    isType0(s) &&
    deviceOf(s.fn.routingId) !== 0 &&
    s.isLastOfAri &&
    !has(s, 'sriov') &&
    s.machine.bridgeAbove(s.fn)?.fn !== undefined
      ? `device ${deviceOf(s.fn.routingId)} below ${s.machine.bridgeAbove(s.fn)?.fn?.address}, Next Function Number 0`
      : undefined,
});
