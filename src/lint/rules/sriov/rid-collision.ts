import { formatKey } from '../../../model/address.ts';
import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';
import { enabledVfs, vfIds } from '../../vf.ts';

const pf = { address: '00:00.0', fields: { ...enabledVfs(1), 'sriov.vf_device_id': 0x10ca } };

export default defineRule({
  meta: {
    id: 'sriov/rid-collision',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'At the Routing ID of a VF there is a VF',
    why: 'Another Function is where a PF places one of its VFs: two would answer at one address, or the dump mixes two moments.',
    fix: 'Correct First VF Offset and VF Stride, or capture the PF and this Function in one run.',
    exceptions:
      'A VF shows FFFFh in both IDs, or what a hypervisor fills in: the vendor of the PF and its VF Device ID.',
    spec: 'PCIe 6.0 §9.2.1.2',
    reads: ['header.vendor_id', 'header.device_id'],
    messages: { other: '{{pf}} places its VF {{number}} here, but {{vendor}}:{{device}} is here' },
    impliedBy: ['sriov/pf-is-vf'],
  },
  check(subject, report) {
    const { fn, system, report: about } = subject;
    const vendor = hex(subject.get('header.vendor_id'), 4);
    const device = hex(subject.get('header.device_id'), 4);
    const claim = system.machine.claims.get(fn.key);
    if (!claim || !about.verdict.evidence.some(({ signal }) => signal === 'rid-claim-other-ids')) return;
    const owner = system.machine.byKey.get(claim.pf);
    const related = owner ? [{ message: 'the PF', fn: owner, field: 'sriov.first_vf_offset' as const }] : [];
    const values = { pf: formatKey(claim.pf), number: claim.number, vendor, device };
    report('other', { field: 'header.vendor_id', related }, values);
  },
  examples: {
    good: [
      { functions: [pf, { address: '00:00.1', fields: vfIds }] },
      { functions: [pf, { address: '00:00.1', fields: { 'header.device_id': 0x10ca } }] },
    ],
    bad: [
      {
        functions: [
          pf,
          { address: '00:00.1', fields: { 'header.vendor_id': 0x8086, 'header.device_id': 0x10c9 } },
        ],
      },
    ],
  },
});
