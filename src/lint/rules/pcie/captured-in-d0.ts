import { defineRule } from '../../define.ts';

const states = ['D0', 'D1', 'D2', 'D3hot'];

export default defineRule({
  meta: {
    id: 'pcie/captured-in-d0',
    severity: 'warning',
    profile: 'strict',
    about: 'capture',
    title: 'A Function was awake when its dump was taken',
    why: 'Asleep, much may be lost or stale: BARs, MSI, link state. Without No_Soft_Reset all of it is reset on wake-up.',
    fix: 'echo on > /sys/bus/pci/devices/…/power/control, then take the dump again.',
    exceptions: 'Laptops with runtime power management; Functions without a driver.',
    spec: 'PCIe 6.0 §7.5.2.2',
    reads: ['pm.control_status.power_state'],
    messages: { asleep: 'PowerState is {{state}}, but the dump of a Function in use is of D0' },
  },
  check(subject, report) {
    const state = subject.get('pm.control_status.power_state');
    if (state !== 0) report('asleep', 'pm.control_status.power_state', { state: states[state] ?? state });
  },
  examples: {
    good: [{ fields: { 'pm.control_status.power_state': 0 } }],
    bad: [{ fields: { 'pm.control_status.power_state': 3 } }],
  },
});
