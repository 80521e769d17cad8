import { barsOf } from '../../../decode/bars.ts';
import { kindOfType } from '../../../machine/port.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/no-io-bar',
    severity: 'info',
    profile: 'pedantic',
    about: 'device',
    title: 'An endpoint has no I/O BAR',
    why: 'An endpoint must work without I/O space: many hosts have too little of it, or none.',
    fix: 'Nothing, if the same registers are in memory too.',
    exceptions: 'GPUs and AHCI controllers, which keep I/O for old software. Legacy Endpoints may need it.',
    spec: 'PCIe 6.0 §1.3.2.2',
    reads: ['pcie.capabilities.device_port_type'],
    needs: 64,
    messages: { io: 'BAR {{n}} is in I/O space, but endpoints of type 0 must not depend on it' },
  },
  check(subject, report) {
    if (kindOfType(subject.get('pcie.capabilities.device_port_type')) !== 'endpoint') return;
    for (const { index, space } of barsOf(subject.view)) {
      if (space === 'io') report('io', 0x10 + 4 * index, { n: index });
    }
  },
  examples: {
    good: [{ fields: { 'pcie.capabilities.version': 2, 'header.base_address[0]': 0xfe000000 } }],
    bad: [{ fields: { 'pcie.capabilities.version': 2, 'header.base_address[0]': 0xe001 } }],
  },
});
