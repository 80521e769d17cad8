import { defineRule } from '../../define.ts';

const widths = [
  ['current_link_width', 'pcie.link_status.negotiated_link_width'],
  ['max_link_width', 'pcie.link_capabilities.maximum_link_width'],
] as const;
const speeds = [
  ['current_link_speed', 'pcie.link_status.current_link_speed'],
  ['max_link_speed', 'pcie.link_capabilities.max_link_speed'],
] as const;
/** Gigatransfers a second, by code. */
const rates = [0, 2.5, 5, 8, 16, 32, 64, 128];

export default defineRule({
  meta: {
    id: 'sysfs/link-speed-vs-config',
    severity: 'info',
    profile: 'strict',
    about: 'capture',
    title: 'sysfs states speed and width of the link that the bytes hold',
    why: 'The two are of different moments: links change their speed when they idle, and their width when they fail.',
    fix: '{{facts}}',
    exceptions:
      'VFs, whose Link Status is reserved. The kernel takes the speed of a port from the Supported Link Speeds Vector where there is one.',
    spec: 'Linux drivers/pci/pci-sysfs.c; PCIe 6.0 §7.5.3.6, §7.5.3.8',
    reads: [
      'pcie.link_status.negotiated_link_width',
      'pcie.link_capabilities.maximum_link_width',
      'pcie.link_status.current_link_speed',
      'pcie.link_capabilities.max_link_speed',
    ],
    messages: {
      width: '{{attribute}} is {{stated}}, but the bytes say x{{read}}',
      speed: '{{attribute}} is {{stated}} GT/s, but the bytes say {{read}} GT/s',
    },
  },
  check(subject, report) {
    const { fn } = subject;
    const isVf = subject.report.verdict.role === 'vf';
    for (const [attribute, field] of widths) {
      const stated = Number(fn.attribute(attribute) ?? Number.NaN);
      const read = subject.get(field);
      // The kernel says 255 where it could not read.
      if (isVf || !Number.isInteger(stated) || stated === read || stated === 255) continue;
      report('width', { field, attribute }, { attribute, stated, read });
    }
    for (const [attribute, field] of speeds) {
      const stated = /^([\d.]{1,5}) GT\/s/.exec(fn.attribute(attribute) ?? '')?.[1];
      const read = rates[subject.get(field)];
      if (isVf || stated === undefined || read === undefined || Number(stated) === read) continue;
      report('speed', { field, attribute }, { attribute, stated, read });
    }
  },
  examples: {
    good: [
      {
        attributes: { current_link_width: '8', current_link_speed: '8.0 GT/s PCIe' },
        fields: {
          'pcie.capabilities.version': 2,
          'pcie.link_status.negotiated_link_width': 8,
          'pcie.link_status.current_link_speed': 3,
        },
      },
    ],
    bad: [
      { attributes: { current_link_width: '4' }, fields: { 'pcie.link_status.negotiated_link_width': 8 } },
      {
        attributes: { max_link_speed: '8.0 GT/s PCIe' },
        fields: { 'pcie.link_capabilities.max_link_speed': 4 },
      },
    ],
  },
});
