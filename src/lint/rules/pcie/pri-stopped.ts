import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/pri-stopped',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'A Page Request Interface that is off has stopped',
    why: 'Requests are still under way: Linux refuses to enable it (EBUSY) until it stops.',
    fix: 'Wait until it stops, or reset the Function, before the dump is taken.',
    exceptions: 'Integrated GPUs of Intel at rest.',
    spec: 'PCIe 6.0 §10.5.2.3; Linux drivers/pci/ats.c pci_enable_pri',
    reads: ['pri.control.enable', 'pri.status.stopped'],
    messages: { running: 'Stopped is 0, but must become 1 with Enable 0' },
  },
  check(subject, report) {
    if (subject.get('pri.control.enable') === 0 && subject.get('pri.status.stopped') === 0) {
      report('running', 'pri.status.stopped');
    }
  },
  examples: {
    good: [{ fields: { 'pri.status.stopped': 1 } }, { fields: { 'pri.control.enable': 1 } }],
    bad: [{ fields: { 'pri.control.enable': 0 } }],
  },
});
