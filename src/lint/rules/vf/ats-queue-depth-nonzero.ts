import { defineRule } from '../../define.ts';
import { isRawVf, vfIds } from '../../vf.ts';

export default defineRule({
  meta: {
    id: 'vf/ats-queue-depth-nonzero',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'Invalidate Queue Depth of a VF reads 0',
    why: "All VFs share the queue of the PF; 0 in a VF does not mean 32 but 'see the PF'. Linux takes 0 whatever this field says.",
    fix: 'Read Invalidate Queue Depth of the PF.',
    exceptions: 'Parts that repeat the value of the PF.',
    spec: 'PCIe 6.0 §10.5.1.2',
    reads: ['ats.capability.invalidate_queue_depth'],
    messages: { set: 'Invalidate Queue Depth of a VF is {{depth}}; it should be 0, the queue is the PF’s' },
  },
  check(subject, report) {
    const field = 'ats.capability.invalidate_queue_depth';
    const depth = subject.get(field);
    if (depth !== 0 && isRawVf(subject)) report('set', field, { depth });
  },
  examples: {
    good: [{ fields: { ...vfIds, 'ats.control.enable': 1 } }],
    bad: [{ fields: { ...vfIds, 'ats.capability.invalidate_queue_depth': 16 } }],
  },
});
