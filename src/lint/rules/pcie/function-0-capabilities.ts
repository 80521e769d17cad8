import { hasLinkAbove, kindOfType } from '../../../machine/port.ts';
import { functionOf } from '../../../model/address.ts';
import { hex } from '../../../model/hex.ts';
import { defineRule } from '../../define.ts';
import { capabilitiesAmong } from '../../vf.ts';

/** MFVC, Secondary PCI Express, Physical Layer 16 to 64 GT/s, Lane Margining. */
const ofFunction0 = new Set([0x0008, 0x0019, 0x0026, 0x0027, 0x002a, 0x0031]);
const fn = (address: string) => ({
  address,
  fields: { 'pcie.capabilities.device_port_type': 0, 'secondary_pcie.lane_error_status': 0 },
});

export default defineRule({
  meta: {
    id: 'pcie/function-0-capabilities',
    severity: 'info',
    profile: 'pedantic',
    about: 'device',
    title: 'Capabilities of the link are in Function 0',
    why: 'In other Functions of a device the capability has no meaning: software may read lanes and equalization there that are not those of the link.',
    fix: 'Take the capability out of this Function.',
    exceptions:
      'Devices that repeat the capabilities of Function 0 in all Functions. VFs are vf/forbidden-ext-cap.',
    spec: 'PCIe 6.0 §7.7.3, §7.7.5, §7.7.6, §7.7.7, §7.7.10, §7.9.2',
    reads: ['pcie.capabilities.device_port_type'],
    needs: 4096,
    messages: { found: '{{title}} at {{offset}} is allowed in Function 0 only; this is Function {{n}}' },
  },
  check(subject, report) {
    const type = subject.get('pcie.capabilities.device_port_type');
    const n = functionOf(subject.fn.routingId);
    if (n === 0 || !hasLinkAbove(kindOfType(type)) || subject.report.verdict.role === 'vf') return;
    for (const { title, offset } of capabilitiesAmong(subject.view, 'extended', ofFunction0)) {
      report('found', offset, { title, offset: hex(offset, 3), n });
    }
  },
  examples: { good: [fn('01:00.0')], bad: [fn('01:00.1')] },
});
