import { defineSignal } from '../signal.ts';

export default defineSignal({
  id: 'msix-count-attribute',
  rank: 60,
  looksAt: 'surroundings',
  weight: 'decisive',
  title: 'sysfs attribute sriov_vf_msix_count',
  why: 'Linux shows this attribute only on VFs.',
  look: (s) =>
    s.fn.attribute('sriov_vf_msix_count') !== undefined ? 'sriov_vf_msix_count exists' : undefined,
});
