import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'header/invalid-id',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'Vendor ID and Device ID are real',
    why: '0000h and FFFFh are not vendors; software takes the Function for absent.',
    fix: 'Correct the IDs, or take the dump again.',
    exceptions: 'VFs read FFFFh in both.',
    spec: 'PCIe 6.0 §7.5.1.1.1',
    reads: ['header.vendor_id', 'header.device_id'],
    messages: { vendor: 'Vendor ID is {{vendor}} and Device ID {{device}}: no such vendor' },
    impliedBy: ['header/all-zero'],
  },
  check(subject, report) {
    const vendor = subject.get('header.vendor_id');
    const device = subject.get('header.device_id');
    if (vendor !== 0 && vendor !== 0xffff) return;
    if (vendor === 0xffff && device === 0xffff) return;
    report('vendor', 'header.vendor_id', { vendor: hex(vendor, 4), device: hex(device, 4) });
  },
  examples: {
    good: [
      { fields: { 'header.vendor_id': 65535, 'header.device_id': 65535 } },
      { fields: { 'header.vendor_id': 32902 } },
    ],
    bad: [{ fields: { 'header.vendor_id': 0, 'header.device_id': 4660 } }],
  },
});
