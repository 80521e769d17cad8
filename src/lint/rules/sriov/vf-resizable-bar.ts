import { defineRule } from '../../define.ts';

const entries = [0, 1, 2, 3, 4, 5] as const;
const capability = 'vf_resizable_bar';

export default defineRule({
  meta: {
    id: 'sriov/vf-resizable-bar',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'VF Resizable BAR is in a PF, and each size is one that it supports',
    why: 'The capability sizes the VF BARs of SR-IOV; without SR-IOV it has no meaning, and a size that is not offered does not take effect.',
    fix: 'Take the capability out, or set VF BAR Size to a supported one.',
    spec: 'PCIe 6.0 §7.8.7',
    reads: ['vf_resizable_bar.control_0.number_of_bars'],
    mayRead: entries.flatMap(
      (n) =>
        [
          `vf_resizable_bar.capability_${n}.supported_sizes`,
          `vf_resizable_bar.control_${n}.larger_supported_sizes`,
          `vf_resizable_bar.control_${n}.bar_size`,
        ] as const,
    ),
    needs: 4096,
    messages: {
      alone: 'VF Resizable BAR is in a Function without SR-IOV',
      size: 'VF BAR Size of entry {{entry}} is {{size}} ({{mib}} MiB), which its supported sizes do not hold',
    },
  },
  check(subject, report) {
    const { view } = subject;
    const count = subject.get('vf_resizable_bar.control_0.number_of_bars');
    if (!view.capability('sriov')) report('alone', view.capability(capability)?.entry.offset ?? 0);
    for (const n of entries) {
      const small = subject.find(`vf_resizable_bar.capability_${n}.supported_sizes`) ?? 0;
      const large = subject.find(`vf_resizable_bar.control_${n}.larger_supported_sizes`) ?? 0;
      const size = subject.find(`vf_resizable_bar.control_${n}.bar_size`) ?? 0;
      if (n >= count) continue;
      const offered = size < 28 ? (small >>> size) & 1 : (large >>> (size - 28)) & 1;
      if (offered === 0) {
        report('size', `vf_resizable_bar.control_${n}.bar_size`, { entry: n, size, mib: 2 ** size });
      }
    }
  },
  examples: {
    good: [
      {
        fields: {
          'sriov.total_vfs': 1,
          'vf_resizable_bar.control_0.number_of_bars': 1,
          'vf_resizable_bar.capability_0.supported_sizes': 6,
          'vf_resizable_bar.control_0.bar_size': 2,
        },
      },
    ],
    bad: [
      {
        fields: {
          'sriov.total_vfs': 1,
          'vf_resizable_bar.control_0.number_of_bars': 1,
          'vf_resizable_bar.capability_0.supported_sizes': 6,
          'vf_resizable_bar.control_0.bar_size': 3,
        },
      },
      { fields: { 'vf_resizable_bar.control_0.number_of_bars': 0 } },
    ],
  },
});
