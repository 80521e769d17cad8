import { defineRule } from '../../define.ts';

const fields = (count: number, low: number, enable: number) => ({
  'vc.port_capability_1.extended_vc_count': count,
  'vc.port_capability_1.low_priority_extended_vc_count': low,
  'vc.resource[0].control.vc_enable': enable,
});

export default defineRule({
  meta: {
    id: 'pcie/vc-resources',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'Virtual channels are consistent',
    why: 'VC0 carries everything that has no channel of its own, and software steps over the channels by their count.',
    fix: 'Correct the counts, or set VC Enable of VC0.',
    exceptions: 'Resources past the end of the space are caps/ext-within-4096.',
    spec: 'PCIe 6.0 §7.9.1.2, §7.9.1.7',
    reads: [
      'vc.port_capability_1.extended_vc_count',
      'vc.port_capability_1.low_priority_extended_vc_count',
      'vc.resource[0].control.vc_enable',
    ],
    messages: {
      low: 'Low Priority Extended VC Count is {{low}}, but Extended VC Count is {{count}}',
      off: 'VC Enable of VC0 is 0, but must be 1',
    },
  },
  check(subject, report) {
    const count = subject.get('vc.port_capability_1.extended_vc_count');
    const low = subject.get('vc.port_capability_1.low_priority_extended_vc_count');
    const enable = subject.get('vc.resource[0].control.vc_enable');
    if (low > count) {
      report('low', 'vc.port_capability_1.low_priority_extended_vc_count', { low, count });
    }
    if (enable === 0) report('off', 'vc.resource[0].control.vc_enable');
  },
  examples: {
    good: [{ fields: fields(1, 1, 1) }],
    bad: [{ fields: fields(0, 1, 1) }, { fields: fields(1, 0, 0) }],
  },
});
