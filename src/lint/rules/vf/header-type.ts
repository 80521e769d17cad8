import { whyUnreadable } from '../../../machine/unreadable.ts';
import { defineRule } from '../../define.ts';
import { enabledVfs, vfIds } from '../../vf.ts';

export default defineRule({
  meta: {
    id: 'vf/header-type',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'A VF has a type 0 header',
    why: 'Every VF is an Endpoint; with another layout its registers would be read as those of a bridge.',
    fix: 'Set Header Type to 0, or re-capture the Function.',
    exceptions: 'A VF that does not answer reads 7Fh and is not looked at.',
    spec: 'PCIe 6.0 §7.5.1.1.9',
    reads: ['header.header_type.layout', 'header.vendor_id'],
    messages: { layout: 'Header Layout of a VF is {{layout}}; it should be 0' },
    impliedBy: ['sriov/rid-collision'],
  },
  check(subject, report) {
    const { fn, system } = subject;
    const layout = subject.get('header.header_type.layout');
    const isVfByIds = subject.get('header.vendor_id') === 0xffff;
    const { claims, linked } = system.machine;
    const isVf = linked.has(fn.key) || fn.link('physfn') !== undefined || (claims.has(fn.key) && isVfByIds);
    if (layout === 0 || !isVf || whyUnreadable(fn) !== undefined) return;
    report('layout', 'header.header_type.layout', { layout });
  },
  examples: {
    good: [{ functions: [{ fields: enabledVfs(1) }, { address: '00:00.1', fields: vfIds }] }],
    bad: [
      {
        functions: [{ fields: enabledVfs(1) }, { address: '00:00.1', fields: vfIds, options: { layout: 1 } }],
      },
    ],
  },
});
