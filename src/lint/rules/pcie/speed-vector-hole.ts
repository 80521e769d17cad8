import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/speed-vector-hole',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'Supported Link Speeds has no gaps',
    why: 'A Function supports every speed below its highest; a gap makes drivers choose a speed that does not exist.',
    fix: 'Correct bits 7:1 of Link Capabilities 2.',
    spec: 'PCIe 6.0 §7.5.3.18',
    reads: ['pcie.link_capabilities_2.supported_link_speeds_vector'],
    messages: { hole: 'Supported Link Speeds Vector is {{vector}}b: a speed below the highest is missing' },
  },
  check(subject, report) {
    if (subject.report.verdict.role === 'vf') return;
    const vector = subject.get('pcie.link_capabilities_2.supported_link_speeds_vector');
    if (((vector + 1) & vector) !== 0)
      report('hole', 'pcie.link_capabilities_2.supported_link_speeds_vector', { vector: vector.toString(2) });
  },
  examples: {
    good: [
      {
        fields: {
          'pcie.capabilities.version': 2,
          'pcie.link_capabilities_2.supported_link_speeds_vector': 7,
        },
      },
    ],
    bad: [
      {
        fields: {
          'pcie.capabilities.version': 2,
          'pcie.link_capabilities_2.supported_link_speeds_vector': 5,
        },
      },
    ],
  },
});
