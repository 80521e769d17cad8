import { defineRule } from '../../define.ts';

const fields = (active: number, capable: number) => ({
  'pcie.capabilities.version': 2,
  'pcie.link_status.data_link_layer_link_active': active,
  'pcie.link_capabilities.data_link_layer_link_active_reporting_capable': capable,
});

export default defineRule({
  meta: {
    id: 'pcie/dll-active-capable',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'Data Link Layer Link Active is set only where it is reported',
    why: 'Without the capability the bit is hardwired to 0: Link Capabilities and Link Status are not of one port.',
    fix: 'Set Data Link Layer Link Active Reporting Capable, or clear the status bit.',
    spec: 'PCIe 6.0 §7.5.3.6, §7.5.3.8',
    reads: [
      'pcie.link_status.data_link_layer_link_active',
      'pcie.link_capabilities.data_link_layer_link_active_reporting_capable',
    ],
    messages: {
      active: 'Data Link Layer Link Active is 1, but the Reporting Capable bit for it is 0',
    },
  },
  check(subject, report) {
    const active = subject.get('pcie.link_status.data_link_layer_link_active');
    const capable = subject.get('pcie.link_capabilities.data_link_layer_link_active_reporting_capable');
    if (active === 1 && capable === 0) report('active', 'pcie.link_status.data_link_layer_link_active');
  },
  examples: { good: [{ fields: fields(1, 1) }, { fields: fields(0, 0) }], bad: [{ fields: fields(1, 0) }] },
});
