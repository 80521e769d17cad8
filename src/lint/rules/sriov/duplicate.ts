import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'sriov/duplicate',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'A Function has SR-IOV once',
    why: 'Software takes the first one in the list; what the second says is lost, and the two may disagree.',
    fix: 'Take the second one out of the list.',
    spec: 'PCIe 6.0 §9.3.3',
    reads: [],
    needs: 4096,
    messages: { again: 'SR-IOV is at {{first}} and again at {{second}}; one is allowed' },
  },
  check({ view }, report) {
    const first = view.capability('sriov');
    const second = view.capability('sriov', 1);
    if (!first || !second) return;
    report('again', second.entry.offset, {
      first: hex(first.entry.offset, 3),
      second: hex(second.entry.offset, 3),
    });
  },
  examples: {
    good: [{ fields: { 'sriov.total_vfs': 1 } }],
    bad: [{ fields: {}, options: { capabilities: ['sriov', 'sriov[1]'] } }],
  },
});
