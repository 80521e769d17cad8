import type { Machine } from '../../machine/build.ts';
import { dependencyKey, dependencyOf } from '../../machine/dependency.ts';
import { addressKey, busOf, formatKey } from '../../model/address.ts';
import type { PciFunction } from '../../model/function.ts';
import { fail, pass, unknown } from '../ladder.ts';
import { defineStep } from './define.ts';
import { pf, port } from './example.ts';

const fields = ['sriov.function_dependency_link'] as const;
/** Whether more than a selection is in the input: what leads to the PF is there too, so that its neighbours would be. */
const isWhole = (machine: Machine, fn: PciFunction): boolean =>
  machine.bridgeAbove(fn) !== undefined ||
  (busOf(fn.routingId) === 0 && machine.byKey.has(addressKey(fn.domain, 0)));

const plain = { address: '01:00.1', fields: { 'header.vendor_id': 0x1af4 } };

export default defineStep({
  meta: {
    id: 'enable/dependency-link',
    title: 'Function Dependency Link names the PF itself, or another PF',
    of: 'the PF, and the Function that the link names',
    reads: fields,
    why: 'VFs of PFs that depend on each other are assigned together. Linux only asks that the other is a PF.',
    linux:
      'sriov_enable() returns -ENODEV if no Function is there and -ENOSYS if it is not a PF, without a message.',
    errno: 'ENODEV',
    fix: 'Update the firmware of the part; a PF that depends on no other has its own number there.',
    source: 'Linux 6.12 and 7.2: sriov_enable() in drivers/pci/iov.c; PCIe 6.0 §9.3.3.8',
  },
  look({ system, fn, view }, read) {
    const link = read.number(view, 'sriov.function_dependency_link');
    if (link === undefined) return unknown('Function Dependency Link is not in the dump', { fields });
    const { machine } = system;
    const target = formatKey(dependencyKey(machine, fn, link));
    switch (dependencyOf(machine, fn, link)) {
      case 'itself':
        return pass('it names the PF itself', { fields });
      case 'pf':
        return pass(`it names ${target}, a PF`, { fields });
      case 'not-a-pf':
        return fail(`it names ${target}, which has no SR-IOV`, { fields, errno: 'ENOSYS', most: 0 });
      case 'absent':
        return machine.snapshot.partial || !isWhole(machine, fn)
          ? unknown(`it names ${target}, which is not in this part of a system`, { fields })
          : fail(`it names ${target}, which is not in the dump`, { fields, most: 0 });
    }
  },
  examples: {
    good: [
      { functions: [port(), pf()] },
      {
        functions: [port(), pf({ 'sriov.function_dependency_link': 1 }), pf({}, { address: '01:00.1' })],
        at: '01:00.0',
      },
    ],
    bad: [
      { functions: [port(), plain, pf({ 'sriov.function_dependency_link': 1 })] },
      { functions: [port(), pf({ 'sriov.function_dependency_link': 1 })] },
    ],
  },
});
