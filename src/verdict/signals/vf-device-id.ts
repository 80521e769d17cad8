import { isVfDeviceId } from '../../registers/vf-device-ids.ts';
import { id4 } from '../hex.ts';
import { defineSignal } from '../signal.ts';

export default defineSignal({
  id: 'vf-device-id',
  rank: 130,
  looksAt: 'kind',
  weight: 'strong',
  title: 'Device ID that only VFs have',
  why: 'The ID is in the table of a driver for VFs. Where PF and VF share an ID, the ID says nothing and is not listed.',
  look: (s) =>
    s.vendor !== undefined && s.device !== undefined && isVfDeviceId(s.vendor, s.device)
      ? `${id4(s.vendor)}:${id4(s.device)} is a Device ID of VFs`
      : undefined,
});
