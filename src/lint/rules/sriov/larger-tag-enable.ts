import { tagProblems } from '../../../machine/sriov-numbers.ts';
import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'sriov/larger-tag-enable',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'Larger tags of VFs are enabled as they are supported',
    why: 'Enabling both sizes, or one that the VFs do not support, is undefined; VFs cannot use 10-bit tags when their PF cannot.',
    fix: 'Enable one size, and only one that SR-IOV Capabilities states.',
    spec: 'PCIe 6.0 §9.3.3.3',
    reads: [
      'sriov.capabilities.vf_10bit_tag_requester_supported',
      'sriov.capabilities.vf_14bit_tag_requester_supported',
      'sriov.control.vf_10bit_tag_requester_enable',
      'sriov.control.vf_14bit_tag_requester_enable',
    ],
    mayRead: ['pcie.device_capabilities_2.tag_requester_10bit_supported'],
    messages: {
      both: 'VF 10-Bit and VF 14-Bit Tag Requester Enable are both 1; at most one may be',
      unsupported:
        'VF {{size}}-Bit Tag Requester Enable is 1, but VF {{size}}-Bit Tag Requester Supported is 0',
      pf: 'VF 10-Bit Tag Requester Supported is 1, but the PF has 10-Bit Tag Requester Supported 0',
    },
  },
  check(subject, report) {
    const supported10 = subject.get('sriov.capabilities.vf_10bit_tag_requester_supported');
    const supported14 = subject.get('sriov.capabilities.vf_14bit_tag_requester_supported');
    const enabled10 = subject.get('sriov.control.vf_10bit_tag_requester_enable');
    const enabled14 = subject.get('sriov.control.vf_14bit_tag_requester_enable');
    const ofPf = subject.find('pcie.device_capabilities_2.tag_requester_10bit_supported');
    const enable10 = 'sriov.control.vf_10bit_tag_requester_enable';
    const enable14 = 'sriov.control.vf_14bit_tag_requester_enable';
    for (const problem of tagProblems({ supported10, supported14, enabled10, enabled14, ofPf })) {
      if (problem === 'both') report('both', enable14);
      else if (problem === '10-unsupported') report('unsupported', enable10, { size: 10 });
      else if (problem === '14-unsupported') report('unsupported', enable14, { size: 14 });
      else report('pf', 'sriov.capabilities.vf_10bit_tag_requester_supported');
    }
  },
  examples: {
    good: [
      {
        fields: {
          'sriov.capabilities.vf_10bit_tag_requester_supported': 1,
          'sriov.control.vf_10bit_tag_requester_enable': 1,
          'pcie.capabilities.version': 2,
          'pcie.device_capabilities_2.tag_requester_10bit_supported': 1,
        },
      },
    ],
    bad: [
      { fields: { 'sriov.control.vf_10bit_tag_requester_enable': 1 } },
      {
        fields: {
          'sriov.capabilities.vf_10bit_tag_requester_supported': 1,
          'pcie.capabilities.version': 2,
        },
      },
      {
        fields: {
          'sriov.capabilities.vf_10bit_tag_requester_supported': 1,
          'sriov.capabilities.vf_14bit_tag_requester_supported': 1,
          'sriov.control.vf_10bit_tag_requester_enable': 1,
          'sriov.control.vf_14bit_tag_requester_enable': 1,
          'pcie.capabilities.version': 2,
          'pcie.device_capabilities_2.tag_requester_10bit_supported': 1,
        },
      },
    ],
  },
});
