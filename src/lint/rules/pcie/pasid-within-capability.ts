import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/pasid-within-capability',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'PASID enables only what the Function has',
    why: 'The enable of a permission that is not supported is hardwired to 0: the registers are not of one Function.',
    fix: 'Clear the enable, or correct the capability bit.',
    spec: 'PCIe 6.0 §7.8.9.2, §7.8.9.3',
    reads: [
      'pasid.capability.execute_permission_supported',
      'pasid.capability.privileged_mode_supported',
      'pasid.control.execute_permission_enable',
      'pasid.control.privileged_mode_enable',
    ],
    messages: { lacks: '{{name}} Enable is 1, but {{name}} Supported is 0' },
  },
  check(subject, report) {
    const execute = subject.get('pasid.capability.execute_permission_supported');
    const privileged = subject.get('pasid.capability.privileged_mode_supported');
    if (subject.get('pasid.control.execute_permission_enable') > execute) {
      report('lacks', 'pasid.control.execute_permission_enable', { name: 'Execute Permission' });
    }
    if (subject.get('pasid.control.privileged_mode_enable') > privileged) {
      report('lacks', 'pasid.control.privileged_mode_enable', { name: 'Privileged Mode' });
    }
  },
  examples: {
    good: [
      {
        fields: {
          'pasid.capability.execute_permission_supported': 1,
          'pasid.control.execute_permission_enable': 1,
        },
      },
    ],
    bad: [
      { fields: { 'pasid.control.execute_permission_enable': 1 } },
      { fields: { 'pasid.control.privileged_mode_enable': 1 } },
    ],
  },
});
