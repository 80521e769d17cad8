import { isHyperVVfDeviceId } from '../../registers/vf-device-ids.ts';
import { id4 } from '../hex.ts';
import { defineSignal } from '../signal.ts';

export default defineSignal({
  id: 'hyperv-vf-device-id',
  rank: 120,
  looksAt: 'kind',
  weight: 'decisive',
  title: 'Device ID that only VFs in Hyper-V guests have',
  why: 'The Hyper-V host gives VFs these IDs; the drivers that list them drive VFs.',
  look: (s) =>
    s.vendor !== undefined && s.device !== undefined && isHyperVVfDeviceId(s.vendor, s.device)
      ? `${id4(s.vendor)}:${id4(s.device)} is a VF in a Hyper-V guest`
      : undefined,
});
