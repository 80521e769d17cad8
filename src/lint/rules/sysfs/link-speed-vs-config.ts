import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'sysfs/link-speed-vs-config',
    severity: 'info',
    profile: 'strict',
    title: 'current_link_width is that of Link Status',
    why: 'The two are of different moments.',
    fix: 'Capture attributes and config together.',
    exceptions: 'VFs, whose Link Status is reserved.',
    reads: ['pcie.link_status.negotiated_link_width'],
    messages: { width: 'current_link_width is {{stated}}, Link Status says x{{width}}' },
  },
  check(subject, report) {
    const stated = Number(subject.fn.attribute('current_link_width') ?? Number.NaN);
    const width = subject.get('pcie.link_status.negotiated_link_width');
    if (Number.isInteger(stated) && stated !== width && subject.report.verdict.role !== 'vf') {
      report('width', 'pcie.link_status.negotiated_link_width', { stated, width });
    }
  },
  examples: {
    good: [
      { attributes: { current_link_width: '8' }, fields: { 'pcie.link_status.negotiated_link_width': 8 } },
    ],
    bad: [
      { attributes: { current_link_width: '4' }, fields: { 'pcie.link_status.negotiated_link_width': 8 } },
    ],
  },
});
