import { busOf } from '../../model/address.ts';
import { isHyperVVfDeviceId, isVfDeviceId } from '../../registers/vf-device-ids.ts';
import { aloneInDomain } from '../around.ts';
import { id4 } from '../hex.ts';
import { defineSignal } from '../signal.ts';

export default defineSignal({
  id: 'hyperv-domain',
  rank: 290,
  weight: 'supporting',
  title: 'A synthetic 16-bit domain with one Function and a Device ID of VFs',
  why: 'Hyper-V gives each VF a domain of its own; a PF that is passed through looks the same.',
  look: (s) =>
    s.fn.domain > 0xff &&
    s.fn.domain <= 0xffff &&
    busOf(s.fn.routingId) <= 1 &&
    s.vendor !== undefined &&
    s.device !== undefined &&
    (isVfDeviceId(s.vendor, s.device) || isHyperVVfDeviceId(s.vendor, s.device)) &&
    aloneInDomain(s)
      ? `alone in domain ${id4(s.fn.domain)}`
      : undefined,
});
