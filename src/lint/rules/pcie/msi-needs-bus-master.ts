import { defineRule } from '../../define.ts';

const enables = [
  ['msi.control.enable', 'MSI'],
  ['msix.control.enable', 'MSI-X'],
] as const;

export default defineRule({
  meta: {
    id: 'pcie/msi-needs-bus-master',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'A Function with MSI or MSI-X on may write',
    why: 'An interrupt message is a memory write: without Bus Master Enable none is sent.',
    fix: 'Set Bus Master Enable, or turn MSI and MSI-X off.',
    exceptions:
      'A driver that stopped half way; ports that Linux gives interrupts before anything is below them.',
    spec: 'PCIe 6.0 §7.5.1.1.3, §6.1.4',
    reads: ['header.command.bus_master_enable'],
    mayRead: ['msi.control.enable', 'msix.control.enable'],
    messages: { mute: '{{name}} is enabled, but Bus Master Enable is 0' },
  },
  check(subject, report) {
    const master = subject.get('header.command.bus_master_enable');
    for (const [path, name] of enables) {
      if (subject.find(path) === 1 && master === 0) report('mute', path, { name });
    }
  },
  examples: {
    good: [{ fields: { 'msi.control.enable': 1, 'header.command.bus_master_enable': 1 } }],
    bad: [{ fields: { 'msi.control.enable': 1 } }, { fields: { 'msix.control.enable': 1 } }],
  },
});
