import { dependencyKey, dependencyOf } from '../../../machine/dependency.ts';
import { formatKey } from '../../../model/address.ts';
import { defineRule } from '../../define.ts';
import { isExcerpt } from '../../vf.ts';

const pf = (address: string, link: number) => ({
  address,
  fields: { 'sriov.total_vfs': 1, 'sriov.function_dependency_link': link },
});
const other = { address: '01:00.0', fields: {} };

export default defineRule({
  meta: {
    id: 'sriov/fdl',
    severity: 'warning',
    profile: 'recommended',
    about: 'edit',
    title: 'Function Dependency Link names a PF of the device',
    why: 'A PF that depends on no other names itself; one that depends on others names the next of them. Linux refuses to enable VFs if that is not a PF.',
    fix: 'Set Function Dependency Link to the number of the PF itself, or capture the whole device.',
    exceptions: 'In a dump of one bus only, a Function that is absent is let pass.',
    spec: 'PCIe 6.0 §9.3.3.8',
    reads: ['sriov.function_dependency_link'],
    messages: {
      absent: 'Function Dependency Link is {{link}}, but {{target}} is not in the dump',
      plain: 'Function Dependency Link is {{link}}, but {{target}} has no SR-IOV',
    },
  },
  check(subject, report) {
    const { fn, system } = subject;
    const link = subject.get('sriov.function_dependency_link');
    const key = dependencyKey(system.machine, fn, link);
    const values = { link, target: formatKey(key) };
    const dependency = dependencyOf(system.machine, fn, link);
    if (dependency === 'not-a-pf') report('plain', 'sriov.function_dependency_link', values);
    else if (dependency === 'absent' && !isExcerpt(subject))
      report('absent', 'sriov.function_dependency_link', values);
  },
  examples: {
    good: [
      { functions: [pf('00:00.0', 0)] },
      { functions: [pf('00:00.0', 1), pf('00:00.1', 0)] },
      { functions: [pf('00:00.1', 0)] },
    ],
    bad: [
      { functions: [{ address: '00:00.0', fields: {} }, pf('00:00.1', 0)] },
      { functions: [pf('00:00.1', 0), other] },
    ],
  },
});
