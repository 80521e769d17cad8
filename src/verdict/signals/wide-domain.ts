import { isVfDeviceId } from '../../registers/vf-device-ids.ts';
import { defineSignal } from '../signal.ts';

export default defineSignal({
  id: 'wide-domain',
  rank: 280,
  looksAt: 'kind',
  weight: 'supporting',
  title: 'A domain above FFFFh',
  why: 'VMD and some hypervisors make such domains; ordinary Functions live there too, so it decides nothing.',
  look: (s) =>
    s.fn.domain > 0xffff &&
    s.vendor !== undefined &&
    s.device !== undefined &&
    isVfDeviceId(s.vendor, s.device)
      ? `domain ${s.fn.domain.toString(16)}`
      : undefined,
});
