import { dependencyKey } from '../../../machine/dependency.ts';
import { formatKey } from '../../../model/address.ts';
import { defineRule } from '../../define.ts';

const pf = (address: string, link: number) => ({
  address,
  fields: { 'sriov.total_vfs': 1, 'sriov.function_dependency_link': link },
});

export default defineRule({
  meta: {
    id: 'sriov/fdl-unset',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'Function Dependency Link is filled in',
    why: 'A PF that depends on no other names itself. With 0 it names Function 0, so software takes it to depend on that PF.',
    fix: 'Set Function Dependency Link to the number of the PF.',
    exceptions: 'Emulators leave 0 in every PF (QEMU with PFs put together by the user).',
    spec: 'PCIe 6.0 §9.3.3.8',
    reads: ['sriov.function_dependency_link'],
    messages: { zero: 'Function Dependency Link is 0, but {{target}} names itself; it should be {{own}}' },
  },
  check(subject, report) {
    const { fn, system } = subject;
    if (subject.get('sriov.function_dependency_link') !== 0) return;
    const key = dependencyKey(system.machine, fn, 0);
    const target = system.machine.pfs.get(key);
    if (key === fn.key || target?.settings?.functionDependencyLink !== 0) return;
    const own = fn.key - key;
    report('zero', 'sriov.function_dependency_link', { target: formatKey(key), own });
  },
  examples: {
    good: [{ functions: [pf('00:00.0', 0), pf('00:00.1', 1)] }],
    bad: [{ functions: [pf('00:00.0', 0), pf('00:00.1', 0)] }],
  },
});
