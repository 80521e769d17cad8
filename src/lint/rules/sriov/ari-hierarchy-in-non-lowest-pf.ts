import { defineRule } from '../../define.ts';

const pf = (address: string, hierarchy: number) => ({
  address,
  fields: { 'sriov.total_vfs': 1, 'sriov.control.ari_capable_hierarchy': hierarchy },
});

export default defineRule({
  meta: {
    id: 'sriov/ari-hierarchy-in-non-lowest-pf',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'ARI Capable Hierarchy is set in the lowest PF only',
    why: 'The bit of the lowest-numbered PF counts for the whole device; in the others it always reads 0.',
    fix: 'Clear the bit in this PF.',
    exceptions: 'Some IP cores let software write it in every PF.',
    spec: 'PCIe 6.0 §9.3.3.3.5',
    reads: ['sriov.control.ari_capable_hierarchy'],
    messages: {
      set: 'ARI Capable Hierarchy is 1, but {{lowest}} is the lowest PF of the device; it should be 0',
    },
  },
  check(subject, report) {
    if (subject.get('sriov.control.ari_capable_hierarchy') === 0) return;
    const lowest = subject.system.machine.pfsOfDevice(subject.fn)[0]?.fn;
    if (lowest && lowest.key !== subject.fn.key) {
      report('set', 'sriov.control.ari_capable_hierarchy', { lowest: lowest.address });
    }
  },
  examples: {
    good: [{ functions: [pf('00:00.0', 1), pf('00:00.1', 0)] }],
    bad: [{ functions: [pf('00:00.0', 1), pf('00:00.1', 1)] }],
  },
});
