import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';
import { enabledVfs, firstSibling, pfOf, vfIds } from '../../vf.ts';

const functions = (pf: number, ...vfs: number[]) => ({
  functions: [
    { fields: { ...enabledVfs(2), 'header.subsystem_vendor_id': pf } },
    ...vfs.map((revision, n) => ({
      address: `00:00.${n + 1}`,
      fields: { ...vfIds, 'header.subsystem_vendor_id': 0x8086, 'header.revision_id': revision },
    })),
  ],
});
const amongVfs = [
  ['header.revision_id', 'Revision ID', 2],
  ['header.subsystem_id', 'Subsystem ID', 4],
] as const;

export default defineRule({
  meta: {
    id: 'vf/revision-subsystem-differs',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'A VF has the Subsystem Vendor ID of its PF and the revision of its sibling VFs',
    why: 'Subsystem Vendor ID must be equal in PF and VFs. Linux reads revision and subsystem from the first VF and shows them for all.',
    fix: 'Make the values equal, or capture PF and VFs in one run.',
    exceptions:
      'Subsystem ID tells kinds of VFs apart in some parts (vGPUs of NVIDIA, assignable interfaces of Intel).',
    spec: 'PCIe 6.0 §7.5.1.2.3, §7.5.1.1.5',
    reads: ['header.subsystem_vendor_id', 'header.subsystem_id', 'header.revision_id'],
    messages: {
      pf: 'Subsystem Vendor ID is {{mine}}, but {{theirs}} in the PF {{other}}',
      vf: '{{name}} is {{mine}}, but {{theirs}} in {{other}}, a VF of the same PF',
    },
  },
  check(subject, report) {
    const vendor = subject.get('header.subsystem_vendor_id');
    const own = amongVfs.map(([path]) => subject.get(path));
    const pf = pfOf(subject);
    const field = 'header.subsystem_vendor_id' as const;
    const ofPf = pf?.get(field);
    if (pf && ofPf !== undefined && ofPf !== vendor) {
      const related = [{ message: 'the PF', fn: pf.fn, field }];
      const values = { mine: hex(vendor, 4), theirs: hex(ofPf, 4), other: pf.fn.address };
      report('pf', { field, related }, values);
    }
    const first = firstSibling(subject);
    amongVfs.forEach(([path, name, digits], n) => {
      const mine = own[n] as number;
      const theirs = first?.get(path);
      if (!first || theirs === undefined || theirs === mine) return;
      const related = [{ message: 'the first VF', fn: first.fn, field: path }];
      const values = { name, mine: hex(mine, digits), theirs: hex(theirs, digits), other: first.fn.address };
      report('vf', { field: path, related }, values);
    });
  },
  examples: {
    good: [functions(0x8086, 1, 1)],
    bad: [functions(0x15d9, 1, 1), functions(0x8086, 1, 2)],
  },
});
