import { defineRule } from '../../define.ts';
import { isRawVf, vfIds } from '../../vf.ts';

export default defineRule({
  meta: {
    id: 'vf/command-intx-disable-set',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'Interrupt Disable of a VF reads 0',
    why: 'A VF has no INTx that could be disabled: the bit always reads 0 in hardware.',
    fix: 'Clear the bit, or re-capture the VF on the host.',
    exceptions: 'vfio keeps the bit for guests, with real IDs.',
    spec: 'PCIe 6.0 §7.5.1.1.3',
    reads: ['header.command.interrupt_disable'],
    messages: { set: 'Interrupt Disable of a VF is 1; it should be 0' },
  },
  check(subject, report) {
    const field = 'header.command.interrupt_disable';
    if (subject.get(field) === 1 && isRawVf(subject)) report('set', field);
  },
  examples: {
    good: [{ fields: vfIds }],
    bad: [{ fields: { ...vfIds, 'header.command.interrupt_disable': 1 } }],
  },
});
