import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/hotplug-surprise-without-capable',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'Hot-Plug Surprise comes with Hot-Plug Capable',
    why: 'A slot that may lose its card by surprise must report hot-plug events.',
    fix: 'Set Hot-Plug Capable, or clear Hot-Plug Surprise.',
    spec: 'PCIe 6.0 §7.5.3.9',
    reads: [
      'pcie.slot_capabilities.hot_plug_surprise',
      'pcie.slot_capabilities.hot_plug_capable',
      'pcie.capabilities.slot_implemented',
    ],
    messages: { alone: 'Hot-Plug Surprise is set, but Hot-Plug Capable is clear' },
  },
  check(subject, report) {
    if (
      subject.get('pcie.capabilities.slot_implemented') === 1 &&
      subject.get('pcie.slot_capabilities.hot_plug_surprise') === 1 &&
      subject.get('pcie.slot_capabilities.hot_plug_capable') === 0
    ) {
      report('alone', 'pcie.slot_capabilities.hot_plug_surprise');
    }
  },
  examples: {
    good: [
      {
        fields: {
          'pcie.capabilities.version': 2,
          'pcie.capabilities.device_port_type': 4,
          'pcie.capabilities.slot_implemented': 1,
          'pcie.slot_capabilities.hot_plug_surprise': 1,
          'pcie.slot_capabilities.hot_plug_capable': 1,
        },
        options: { layout: 1 },
      },
    ],
    bad: [
      {
        fields: {
          'pcie.capabilities.version': 2,
          'pcie.capabilities.device_port_type': 4,
          'pcie.capabilities.slot_implemented': 1,
          'pcie.slot_capabilities.hot_plug_surprise': 1,
        },
        options: { layout: 1 },
      },
    ],
  },
});
