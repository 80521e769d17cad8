import { isLinkedEndpoint, kindOfType } from '../../../machine/port.ts';
import { defineRule } from '../../define.ts';

const fields = (supported: number, type = 0) => ({
  'pcie.capabilities.version': 2,
  'pcie.capabilities.device_port_type': type,
  'pcie.device_capabilities_2.end_end_tlp_prefix_supported': supported,
  'pasid.capability.max_pasid_width': 16,
});

export default defineRule({
  meta: {
    id: 'pcie/pasid-needs-prefixes',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'An endpoint with PASID sends TLP prefixes',
    why: 'A PASID travels in a prefix: Linux refuses to enable it (EINVAL) in a Function without.',
    fix: 'Set End-End TLP Prefix Supported, or take the capability out.',
    exceptions:
      'Integrated endpoints are not looked at. Linux has a quirk for HiSilicon devices that send no prefix.',
    spec: 'PCIe 6.0 §6.20, §7.5.3.15; Linux drivers/pci/ats.c pci_enable_pasid',
    reads: [
      'pcie.capabilities.device_port_type',
      'pcie.device_capabilities_2.end_end_tlp_prefix_supported',
      'pasid.capability.max_pasid_width',
    ],
    messages: { none: 'End-End TLP Prefix Supported is 0, but PASIDs of {{width}} bits need it to be 1' },
  },
  check(subject, report) {
    const type = subject.get('pcie.capabilities.device_port_type');
    const supported = subject.get('pcie.device_capabilities_2.end_end_tlp_prefix_supported');
    const width = subject.get('pasid.capability.max_pasid_width');
    if (isLinkedEndpoint(kindOfType(type)) && supported === 0) {
      report('none', 'pcie.device_capabilities_2.end_end_tlp_prefix_supported', { width });
    }
  },
  examples: { good: [{ fields: fields(1) }, { fields: fields(0, 9) }], bad: [{ fields: fields(0) }] },
});
