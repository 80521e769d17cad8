import { ariForwarding, hiddenVf } from '../../../machine/ari.ts';
import { busOf, deviceOf } from '../../../model/address.ts';
import { defineRule } from '../../define.ts';
import { enabledVfs } from '../../vf.ts';

const hex2 = (bus: number): string => bus.toString(16).padStart(2, '0');
const port = (forwarding: number) => ({
  address: '00:01.0',
  fields: {
    'header.secondary_bus_number': 1,
    'header.subordinate_bus_number': 1,
    'pcie.capabilities.version': 2,
    'pcie.capabilities.device_port_type': 4,
    'pcie.device_control_2.ari_forwarding_enable': forwarding,
  },
  options: { layout: 1 as const },
});
const pf = {
  address: '01:00.0',
  fields: { ...enabledVfs(1), 'sriov.first_vf_offset': 8, 'pcie.capabilities.device_port_type': 0 },
};

export default defineRule({
  meta: {
    id: 'sriov/ari-required-but-off',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'The port above forwards to VFs that need ARI',
    why: 'Without ARI Forwarding a port sends Configuration Requests to device 0 only: VFs past Function 7 of the bus do not answer.',
    fix: 'Set ARI Forwarding Enable in the port and ARI Capable Hierarchy in the lowest PF, or re-capture the port.',
    exceptions: 'There is no finding if the port is not in the dump, or is not a PCI Express port.',
    spec: 'PCIe 6.0 §6.13',
    reads: ['sriov.control.vf_enable', 'sriov.num_vfs'],
    messages: {
      off: 'a VF is at device {{device}} of bus {{bus}}, but ARI Forwarding Enable of {{port}} is 0',
    },
  },
  check(subject, report) {
    const { fn, system } = subject;
    const num = subject.get('sriov.num_vfs');
    const settings = subject.report.pf?.settings;
    if (subject.get('sriov.control.vf_enable') === 0 || !settings) return;
    const hidden = hiddenVf(system.machine, fn, settings, num);
    if (!hidden) return;
    const { port, routingId } = hidden;
    report(
      'off',
      {
        field: 'sriov.first_vf_offset',
        related: [{ message: 'the port', fn: port.fn, field: ariForwarding }],
      },
      { device: deviceOf(routingId), bus: hex2(busOf(routingId)), port: port.fn.address },
    );
  },
  examples: {
    good: [{ functions: [port(1), pf] }],
    bad: [{ functions: [port(0), pf] }],
  },
});
