import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';
import { enabledVfs, vfIds } from '../../vf.ts';

const pf = { address: '00:00.0', fields: { ...enabledVfs(1), 'sriov.vf_device_id': 0x10ca } };

export default defineRule({
  meta: {
    id: 'vf/ids-not-ffff',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'A VF whose PF is visible reads FFFFh in both IDs',
    why: 'Hardware shows FFFFh. Other IDs were filled in by a hypervisor, so the rest of these bytes may be its view as well.',
    fix: 'Capture the VF on the host, if the fixture shall show the hardware.',
    exceptions: 'Views of vfio, ESXi, Hyper-V and s390, by design; the NVMe emulator of OpenVMM.',
    spec: 'PCIe 6.0 §7.5.1.1.1',
    reads: ['header.vendor_id', 'header.device_id'],
    messages: { real: 'Vendor ID and Device ID are {{vendor}} and {{device}}; a VF reads FFFFh in both' },
  },
  check(subject, report) {
    const vendor = subject.get('header.vendor_id');
    const device = subject.get('header.device_id');
    const { role, attachment } = subject.report.verdict;
    if (role !== 'vf' || attachment !== 'attached' || (vendor === 0xffff && device === 0xffff)) return;
    report('real', 'header.vendor_id', { vendor: hex(vendor, 4), device: hex(device, 4) });
  },
  examples: {
    good: [{ functions: [pf, { address: '00:00.1', fields: vfIds }] }],
    bad: [{ functions: [pf, { address: '00:00.1', fields: { 'header.device_id': 0x10ca } }] }],
  },
});
