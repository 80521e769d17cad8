import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/cap-version',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'The PCI Express capability has version 1 or 2',
    why: 'Other versions have a layout that no edition defines, so no field after it can be trusted.',
    fix: 'Check the bytes of the capability; version 2 is current.',
    exceptions: 'A few early devices of VIA and NEC show version 0.',
    spec: 'PCIe 6.0 §7.5.3.2',
    reads: ['pcie.capabilities.version'],
    messages: { odd: 'the capability version is {{version}}; editions define 1 and 2' },
  },
  check(subject, report) {
    const version = subject.get('pcie.capabilities.version');
    if (version !== 1 && version !== 2) report('odd', 'pcie.capabilities.version', { version });
  },
  examples: {
    good: [{ fields: { 'pcie.capabilities.version': 2 } }],
    bad: [{ fields: { 'pcie.capabilities.version': 3 } }],
  },
});
