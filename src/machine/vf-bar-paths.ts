/** The VF BARs of SR-IOV, by their index. */
export const vfBars = [
  'sriov.vf_bar[0]',
  'sriov.vf_bar[1]',
  'sriov.vf_bar[2]',
  'sriov.vf_bar[3]',
  'sriov.vf_bar[4]',
  'sriov.vf_bar[5]',
] as const;
