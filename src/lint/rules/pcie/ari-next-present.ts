import { formatKey } from '../../../model/address.ts';
import { defineRule } from '../../define.ts';

const functions = (next: number, forwarding: number) => ({
  functions: [
    {
      address: '00:01.0',
      fields: {
        'pcie.capabilities.version': 2,
        'pcie.capabilities.device_port_type': 4,
        'pcie.device_control_2.ari_forwarding_enable': forwarding,
        'header.secondary_bus_number': 1,
        'header.subordinate_bus_number': 1,
      },
      options: { layout: 1 as const },
    },
    { address: '01:00.0', fields: { 'ari.capability.next_function_number': next } },
    { address: '01:00.1', fields: { 'ari.capability.next_function_number': 0 } },
  ],
});

export default defineRule({
  meta: {
    id: 'pcie/ari-next-present',
    severity: 'warning',
    profile: 'strict',
    about: 'capture',
    title: 'The next Function of an ARI Device is in the dump',
    why: 'Linux finds Functions by this list: one was left out of the dump, or the number is wrong.',
    fix: 'Take the dump of all Functions of the device, or correct Next Function Number.',
    exceptions: 'Excerpts by lspci -s. Without ARI forwarding in the port above the list is not followed.',
    spec: 'PCIe 6.0 §7.8.8.2; Linux drivers/pci/probe.c next_ari_fn',
    reads: ['ari.capability.next_function_number'],
    judges: 'address',
    messages: { gone: 'Next Function Number is {{next}}, but {{address}} is not in the dump' },
  },
  check(subject, report) {
    const next = subject.get('ari.capability.next_function_number');
    const { fn, system } = subject;
    const bridge = system.machine.bridgeAbove(fn);
    if (next === 0 || !bridge || subject.report.verdict.role === 'vf') return;
    if (bridge.view.get('pcie.device_control_2.ari_forwarding_enable') !== 1) return;
    const key = system.machine.deviceOf(fn).first + next;
    if (system.machine.byKey.has(key)) return;
    report('gone', 'ari.capability.next_function_number', { next, address: formatKey(key) });
  },
  examples: { good: [functions(1, 1), functions(2, 0)], bad: [functions(2, 1)] },
});
