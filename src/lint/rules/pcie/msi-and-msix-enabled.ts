import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/msi-and-msix-enabled',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'MSI and MSI-X are not both enabled',
    why: 'The behaviour of the Function is then undefined.',
    fix: 'Clear one of the two enables.',
    spec: 'PCIe 6.0 §6.1.4',
    reads: ['msi.control.enable', 'msix.control.enable'],
    messages: { both: 'MSI Enable and MSI-X Enable are both set' },
  },
  check(subject, report) {
    if (subject.get('msi.control.enable') === 1 && subject.get('msix.control.enable') === 1) {
      report('both', 'msix.control.enable');
    }
  },
  examples: {
    good: [{ fields: { 'msi.control.enable': 0, 'msix.control.enable': 1 } }],
    bad: [
      { fields: { 'msi.control.enable': 1, 'msi.address.address': 0x3fb80000, 'msix.control.enable': 1 } },
    ],
  },
});
