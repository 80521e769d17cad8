import { type TagProblem, tagProblems } from '../../machine/sriov-numbers.ts';
import { fail, notApplicable, pass } from '../ladder.ts';
import { defineStep } from './define.ts';
import { pf, port } from './example.ts';

const fields = [
  'sriov.capabilities.vf_10bit_tag_requester_supported',
  'sriov.capabilities.vf_14bit_tag_requester_supported',
  'sriov.control.vf_10bit_tag_requester_enable',
  'sriov.control.vf_14bit_tag_requester_enable',
] as const;
const ofPf = 'pcie.device_capabilities_2.tag_requester_10bit_supported';
const words: Readonly<Record<TagProblem, string>> = {
  both: 'VF 10-Bit and VF 14-Bit Tag Requester Enable are both 1',
  '10-unsupported': 'VF 10-Bit Tag Requester Enable is 1, and the VFs do not support it',
  '14-unsupported': 'VF 14-Bit Tag Requester Enable is 1, and the VFs do not support it',
  'pf-cannot': 'VF 10-Bit Tag Requester Supported is 1, and the PF itself has no 10-bit tags',
};

export default defineStep({
  meta: {
    id: 'enable/larger-tags',
    title: 'Larger tags of VFs are on only where they are supported',
    of: 'the PF',
    reads: [...fields, ofPf],
    why: 'VFs whose requests have tags that their completer does not return see timeouts: enabling succeeds, and DMA of the VFs fails.',
    linux:
      'Linux writes these bits neither in 6.12 nor in 7.2: they are as firmware left them, and there is no message.',
    errno: null,
    fix: 'Clear VF 10-Bit and 14-Bit Tag Requester Enable in SR-IOV Control (setpci) while VFs are off, or update the firmware.',
    source: 'Linux 6.12 and 7.2: sriov_enable() in drivers/pci/iov.c; PCIe 6.0 §9.3.3.3.6',
    isOptional: true,
  },
  look({ view }, read) {
    const [supported10, supported14, enabled10, enabled14] = fields.map((path) => read.number(view, path));
    const [problem] = tagProblems({
      supported10,
      supported14,
      enabled10,
      enabled14,
      ofPf: read.number(view, ofPf),
    });
    if (problem) return fail(words[problem], { fields });
    if (enabled10 === undefined && enabled14 === undefined)
      return notApplicable('SR-IOV Control is not in the dump to this bit');
    return pass(enabled10 === 1 || enabled14 === 1 ? 'they are on, as supported' : 'they are off', {
      fields,
    });
  },
  examples: {
    good: [{ functions: [port(), pf()] }],
    bad: [{ functions: [port(), pf({ 'sriov.control.vf_10bit_tag_requester_enable': 1 })] }],
  },
});
