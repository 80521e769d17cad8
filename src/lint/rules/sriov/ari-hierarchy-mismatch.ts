import { defineRule } from '../../define.ts';

const port = {
  address: '00:01.0',
  fields: {
    'header.secondary_bus_number': 1,
    'header.subordinate_bus_number': 1,
    'pcie.capabilities.version': 2,
    'pcie.capabilities.device_port_type': 4,
    'pcie.device_control_2.ari_forwarding_enable': 1,
  },
  options: { layout: 1 as const },
};
const pf = (hierarchy: number) => ({
  address: '01:00.0',
  fields: { 'sriov.total_vfs': 1, 'sriov.control.ari_capable_hierarchy': hierarchy },
});

export default defineRule({
  meta: {
    id: 'sriov/ari-hierarchy-mismatch',
    severity: 'warning',
    profile: 'strict',
    about: 'edit',
    title: 'ARI Capable Hierarchy says what the port above does',
    why: 'First VF Offset and VF Stride depend on the bit: VFs that need ARI are placed where the port does not forward, or the other way round.',
    fix: 'Set ARI Capable Hierarchy in the lowest PF to ARI Forwarding Enable of the port, or re-capture both at once.',
    exceptions: 'A dump taken before the operating system set up SR-IOV.',
    spec: 'PCIe 6.0 §9.3.3.3.5',
    reads: ['sriov.control.ari_capable_hierarchy'],
    messages: {
      differs: 'ARI Capable Hierarchy is {{bit}}, but ARI Forwarding Enable of {{port}} is {{forwarding}}',
    },
  },
  check(subject, report) {
    const { fn, system } = subject;
    const bit = subject.get('sriov.control.ari_capable_hierarchy');
    const bridge = system.machine.bridgeAbove(fn);
    if (!bridge || system.machine.pfsOfDevice(fn)[0]?.fn !== fn) return;
    const field = 'pcie.device_control_2.ari_forwarding_enable';
    const forwarding = bridge.view.get(field);
    if (forwarding === undefined || forwarding === bit) return;
    report(
      'differs',
      {
        field: 'sriov.control.ari_capable_hierarchy',
        related: [{ message: 'the port', fn: bridge.fn, field }],
      },
      { bit, forwarding, port: bridge.fn.address },
    );
  },
  examples: {
    good: [{ functions: [port, pf(1)] }],
    bad: [{ functions: [port, pf(0)] }],
  },
});
