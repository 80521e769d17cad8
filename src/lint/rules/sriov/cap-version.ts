import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'sriov/cap-version',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'The Capability Version of SR-IOV is 1',
    why: 'No other version has been published, so a reader cannot know the layout.',
    fix: 'Set the version to 1, or re-capture the Function.',
    spec: 'PCIe 6.0 §9.3.3.1',
    reads: ['sriov.capability_header.version'],
    messages: { other: 'Capability Version of SR-IOV is {{version}}; it should be 1' },
  },
  check(subject, report) {
    const version = subject.get('sriov.capability_header.version');
    if (version !== 1) report('other', 'sriov.capability_header.version', { version });
  },
  examples: {
    good: [{ fields: { 'sriov.total_vfs': 1 } }],
    bad: [{ fields: { 'sriov.total_vfs': 1 }, options: { versions: { sriov: 2 } } }],
  },
});
