import { deviationOf } from '../../../registers/vf-deviations.ts';
import { defineRule } from '../../define.ts';
import { vfIds } from '../../vf.ts';

export default defineRule({
  meta: {
    id: 'vf/intpin-nonzero',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'Interrupt Pin of a VF reads 0',
    why: 'A VF has no INTx. vfio reports such a VF as a hardware bug; software may try to route the pin.',
    fix: 'Set Interrupt Pin to 0, or re-capture the VF.',
    exceptions: 'Intel 8086:270c shows a pin and is let pass.',
    spec: 'PCIe 6.0 §7.5.1.1.13',
    reads: ['header.interrupt_pin'],
    messages: { pin: 'Interrupt Pin of a VF is {{pin}}; it should be 0' },
  },
  check(subject, report) {
    const pin = subject.get('header.interrupt_pin');
    const { verdict, vendorId, deviceId } = subject.report;
    if (pin === 0 || verdict.role !== 'vf' || verdict.certainty !== 'certain') return;
    if (deviationOf('header.interrupt_pin', vendorId, deviceId)) return;
    report('pin', 'header.interrupt_pin', { pin });
  },
  examples: {
    good: [{ fields: vfIds }, { fields: { 'header.interrupt_pin': 1 } }],
    bad: [{ fields: { ...vfIds, 'header.interrupt_pin': 1 }, options: { capabilities: ['pcie'] } }],
  },
});
