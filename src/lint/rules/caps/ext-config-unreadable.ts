import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'caps/ext-config-unreadable',
    severity: 'warning',
    profile: 'recommended',
    about: 'capture',
    title: 'The extended configuration space of a PCI Express Function can be read',
    why: 'It reads ones: the platform does not reach it, and what lies there is not known.',
    fix: 'Take the dump where ECAM works, or keep 256 bytes.',
    exceptions: 'A conventional PCI device has no extended space and is not looked at.',
    spec: 'PCIe 6.0 §7.2.2',
    reads: [],
    needs: 4096,
    messages: { ones: '100h to FFFh read FFh, but 100h must hold a capability header or 0' },
  },
  check(subject, report) {
    const { config } = subject.fn;
    if (!subject.view.capability('pcie')) return;
    for (let at = 0x100; at < 0x1000; at += 4) if (config.u32(at) !== 0xffffffff) return;
    report('ones', 0x100);
  },
  examples: {
    good: [{ fields: { 'pcie.capabilities.version': 2, 'ari.control.function_group': 0 } }],
    bad: [{ fields: { 'pcie.capabilities.version': 2 }, bytes: { 256: new Array(0xf00).fill(0xff) } }],
  },
});
