import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/pm-version',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'The version of Power Management is at most 3',
    why: 'There is no later version: the bytes are of something else, and Linux refuses the capability.',
    fix: 'Set Version to 3, or check where the capability list leads.',
    spec: 'PCIe 6.0 §7.5.2.1; PCI Power Management 1.2 §3.2.3; Linux drivers/pci/pci.c pci_pm_init',
    reads: ['pm.capabilities.version'],
    messages: { over: 'Version of Power Management is {{version}}, but 3 is the last one' },
  },
  check(subject, report) {
    const version = subject.get('pm.capabilities.version');
    if (version > 3) report('over', 'pm.capabilities.version', { version });
  },
  examples: {
    good: [{ fields: { 'pm.capabilities.version': 3 } }],
    bad: [{ fields: { 'pm.capabilities.version': 5 } }],
  },
});
