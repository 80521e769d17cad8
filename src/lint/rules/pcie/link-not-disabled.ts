import { hasLinkAbove, kindOfType } from '../../../machine/port.ts';
import { defineRule } from '../../define.ts';

const port = (disable: number) => ({
  address: '00:01.0',
  fields: {
    'pcie.capabilities.version': 2,
    'pcie.capabilities.device_port_type': 4,
    'pcie.link_control.link_disable': disable,
    'header.secondary_bus_number': 1,
    'header.subordinate_bus_number': 1,
  },
  options: { layout: 1 as const },
});
const child = { address: '01:00.0', fields: {} };

export default defineRule({
  meta: {
    id: 'pcie/link-not-disabled',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'No link with a device on it is disabled',
    why: 'Nothing answers below a port with Link Disable; the bit is reserved in the device itself.',
    fix: 'Clear Link Disable, or take the device out of the dump.',
    spec: 'PCIe 6.0 §7.5.3.7',
    reads: ['pcie.capabilities.device_port_type', 'pcie.link_control.link_disable'],
    messages: {
      reserved: 'Link Disable is 1, but must be 0 in a Function of Device/Port Type {{type}}',
      child: 'Link Disable is 1, but {{function}} is below this port and answers',
    },
  },
  check(subject, report) {
    const type = subject.get('pcie.capabilities.device_port_type');
    const field = 'pcie.link_control.link_disable';
    if (subject.get(field) === 0) return;
    if (hasLinkAbove(kindOfType(type))) report('reserved', field, { type });
    const { fn, system } = subject;
    const below = system.snapshot.functions.find(
      (other) => system.machine.bridgeTo(other)?.fn === fn && answers(other.config.u32(0)),
    );
    if (!below || hasLinkAbove(kindOfType(type))) return;
    const related = [{ message: 'the device below', fn: below }];
    report('child', { field, related }, { function: below.address });
  },
  examples: {
    good: [{ functions: [port(0), child] }, { functions: [port(1)] }],
    bad: [
      { functions: [port(1), child] },
      { fields: { 'pcie.capabilities.version': 2, 'pcie.link_control.link_disable': 1 } },
    ],
  },
});

const answers = (ids: number): boolean => ids >= 0 && ids !== 0xffffffff;
