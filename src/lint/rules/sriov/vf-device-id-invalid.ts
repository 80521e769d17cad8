import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'sriov/vf-device-id-invalid',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'VF Device ID is an ID',
    why: 'Software names every VF by the vendor of the PF and this ID; with 0000h or FFFFh no driver can match it.',
    fix: 'Set VF Device ID to the ID of the VFs.',
    exceptions: "The PF's own Device ID is legal here (Samsung 144d:a826 has it).",
    spec: 'PCIe 6.0 §9.3.3.11',
    reads: ['sriov.total_vfs', 'sriov.vf_device_id'],
    messages: { invalid: 'VF Device ID is {{id}}; it should be the Device ID of the VFs' },
  },
  check(subject, report) {
    const id = subject.get('sriov.vf_device_id');
    if (subject.get('sriov.total_vfs') > 0 && (id === 0 || id === 0xffff)) {
      report('invalid', 'sriov.vf_device_id', { id: hex(id, 4) });
    }
  },
  examples: {
    good: [
      { fields: { 'sriov.total_vfs': 8, 'sriov.vf_device_id': 0x10ca } },
      { fields: { 'sriov.total_vfs': 0 } },
    ],
    bad: [
      { fields: { 'sriov.total_vfs': 8, 'sriov.vf_device_id': 0 } },
      { fields: { 'sriov.total_vfs': 8, 'sriov.vf_device_id': 0xffff } },
    ],
  },
});
