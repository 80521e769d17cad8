import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'sysfs/enable-driver-state',
    severity: 'info',
    profile: 'pedantic',
    about: 'device',
    title: 'An enabled function decodes something',
    why: 'enable is 1, yet neither memory nor I/O is decoded.',
    fix: '{{facts}}',
    exceptions: 'vfio-pci and runtime power management.',
    spec: 'Linux Documentation/ABI/testing/sysfs-bus-pci',
    reads: ['header.command.memory_space_enable', 'header.command.io_space_enable'],
    messages: { off: 'enable is 1, but Command decodes neither memory nor I/O' },
  },
  check(subject, report) {
    const { fn, report: about } = subject;
    const decode =
      subject.get('header.command.memory_space_enable') + subject.get('header.command.io_space_enable');
    if (fn.attribute('enable') === '1' && decode === 0 && about.verdict.role === 'function')
      report('off', { field: 'header.command', attribute: 'enable' });
  },
  examples: {
    good: [{ attributes: { enable: '1' }, fields: { 'header.command.memory_space_enable': 1 } }],
    bad: [{ attributes: { enable: '1' }, fields: {} }],
  },
});
