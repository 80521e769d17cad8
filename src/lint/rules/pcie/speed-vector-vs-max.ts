import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/speed-vector-vs-max',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'The highest supported speed is Max Link Speed',
    why: 'Both registers name the highest speed; software uses one or the other.',
    fix: 'Correct Link Capabilities or Link Capabilities 2.',
    spec: 'PCIe 6.0 §7.5.3.6, §7.5.3.18',
    reads: ['pcie.link_capabilities_2.supported_link_speeds_vector', 'pcie.link_capabilities.max_link_speed'],
    messages: {
      differs: 'Supported Link Speeds Vector ends at speed {{highest}}, but Max Link Speed is {{max}}',
    },
  },
  check(subject, report) {
    if (subject.report.verdict.role === 'vf') return;
    const vector = subject.get('pcie.link_capabilities_2.supported_link_speeds_vector');
    const max = subject.get('pcie.link_capabilities.max_link_speed');
    const highest = 32 - Math.clz32(vector);
    if (vector !== 0 && highest !== max)
      report('differs', 'pcie.link_capabilities_2.supported_link_speeds_vector', { highest, max });
  },
  examples: {
    good: [
      {
        fields: {
          'pcie.capabilities.version': 2,
          'pcie.link_capabilities_2.supported_link_speeds_vector': 7,
          'pcie.link_capabilities.max_link_speed': 3,
        },
      },
    ],
    bad: [
      {
        fields: {
          'pcie.capabilities.version': 2,
          'pcie.link_capabilities_2.supported_link_speeds_vector': 3,
          'pcie.link_capabilities.max_link_speed': 3,
        },
      },
    ],
  },
});
