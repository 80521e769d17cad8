import { vfRange } from '../../machine/routing.ts';
import { formatAddress } from '../../model/address.ts';
import { fail, notApplicable, unknown } from '../ladder.ts';
import { defineStep, letting, noVfs } from './define.ts';
import { pf, port } from './example.ts';

const fields = ['sriov.first_vf_offset', 'sriov.vf_stride'] as const;

export default defineStep({
  meta: {
    id: 'enable/offset-stride',
    title: 'First VF Offset and VF Stride give each VF a Routing ID',
    of: 'the PF',
    reads: ['sriov.first_vf_offset', 'sriov.vf_stride', 'sriov.num_vfs'],
    why: 'VF n is at the PF + First VF Offset + (n − 1) × VF Stride: an offset of 0 is the PF itself, a stride of 0 puts all VFs in one place.',
    linux:
      'compute_max_vf_buses() returns -EIO at boot for the first NumVFs with an offset of 0, or a stride of 0 and two VFs; the PF then has no sriov_numvfs.',
    errno: 'EIO',
    fix: 'Update the firmware of the part. Both values may change with NumVFs and with ARI Capable Hierarchy.',
    source:
      'Linux 6.12 and 7.2: compute_max_vf_buses() and pci_iov_set_numvfs() in drivers/pci/iov.c; PCIe 6.0 §9.2.1.2',
  },
  look(subject, read) {
    const { view, fn, settings, count } = subject;
    if (count === 0 && subject.possible === 0) return notApplicable(noVfs);
    const offset = read.number(view, 'sriov.first_vf_offset');
    const stride = read.number(view, 'sriov.vf_stride');
    const numVfs = read.number(view, 'sriov.num_vfs');
    if (offset === undefined || stride === undefined)
      return unknown('First VF Offset and VF Stride are not in the dump', { fields });
    const values = `First VF Offset is ${offset}, VF Stride ${stride}`;
    if (offset === 0 && numVfs === 0)
      return unknown(`${values} while NumVFs is 0; the part may show others once NumVFs is written`, {
        fields,
      });
    if (offset === 0) return fail(`${values}: VF 1 would be the PF itself`, { fields, most: 0 });
    if (count === 0) return unknown(`${values}; how many VFs there can be is not in the dump`, { fields });
    const range = vfRange(fn.routingId, { ...settings, firstVfOffset: offset, vfStride: stride }, count);
    if (range.problem === 'stride-zero')
      return letting(subject, 1, { seen: `${values}: all VFs would be in one place`, fields });
    if (range.count === 0) return fail(`${values}: VF 1 would be past Routing ID FFFFh`, { fields, most: 0 });
    const first = formatAddress(fn.domain, range.first);
    const seen = `${values}: VF 1 is at ${first}`;
    return range.count < count
      ? letting(subject, range.count, {
          seen: `${seen}, and only ${range.count} of ${count} have a Routing ID`,
          fields,
        })
      : { result: 'pass', seen, fields };
  },
  examples: {
    good: [{ functions: [port(), pf()] }],
    bad: [
      {
        functions: [
          port(),
          pf({ 'sriov.first_vf_offset': 0, 'sriov.num_vfs': 2, 'sriov.control.vf_enable': 1 }),
        ],
      },
      { functions: [port(), pf({ 'sriov.vf_stride': 0 })], vfs: 2 },
    ],
  },
});
