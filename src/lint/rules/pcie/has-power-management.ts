import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/has-power-management',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'A PCI Express Function has Power Management',
    why: 'Only VFs may leave it out: a capability was lost from the list, or the emulation is short of one.',
    fix: 'Re-capture the function, or add the capability.',
    exceptions: 'Functions of SoCs, NTBs and prototypes; some devices of QEMU.',
    spec: 'PCIe 6.0 §7.5.2',
    reads: ['pcie.capabilities.device_port_type'],
    needs: 256,
    messages: { none: 'Power Management is not in the capability list, but type {{type}} must have it' },
  },
  check(subject, report) {
    const type = subject.get('pcie.capabilities.device_port_type');
    const { view } = subject;
    if (subject.report.verdict.role === 'vf' || view.walk.standard !== 'complete') return;
    if (!view.capability('pm')) report('none', 'header.capabilities_pointer', { type });
  },
  examples: {
    good: [{ fields: { 'pcie.capabilities.version': 2, 'pm.control_status.power_state': 0 } }],
    bad: [{ fields: { 'pcie.capabilities.version': 2 } }],
  },
});
