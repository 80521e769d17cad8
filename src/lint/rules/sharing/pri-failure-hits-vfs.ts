import { defineRule } from '../../define.ts';
import { enabledVfs } from '../../vf.ts';

export default defineRule({
  meta: {
    id: 'sharing/pri-failure-hits-vfs',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'A Page Request Interface that VFs share has not failed',
    why: 'The failure of one VF stops the page requests of all, and only the PF can reset the interface.',
    fix: 'Clear the status and switch the interface off and on in the PF, once no VF uses it.',
    spec: 'PCIe 6.0 §10.5.2.3',
    reads: [
      'sriov.control.vf_enable',
      'pri.control.enable',
      'pri.status.response_failure',
      'pri.status.unexpected_prg_index',
      'pri.status.stopped',
    ],
    messages: {
      failed: '{{name}} is 1 while VFs share the interface; it should be 0',
      busy: 'the interface is off but has not stopped: page requests of the PF or of a VF are still under way',
    },
  },
  check(subject, report) {
    const failed = subject.get('pri.status.response_failure');
    const unexpected = subject.get('pri.status.unexpected_prg_index');
    const isBusy = subject.get('pri.control.enable') === 0 && subject.get('pri.status.stopped') === 0;
    if (subject.get('sriov.control.vf_enable') === 0) return;
    if (failed) report('failed', 'pri.status.response_failure', { name: 'Response Failure' });
    if (unexpected) {
      const name = 'Unexpected Page Request Group Index';
      report('failed', 'pri.status.unexpected_prg_index', { name });
    }
    if (isBusy) report('busy', 'pri.status.stopped');
  },
  examples: {
    good: [
      { fields: { ...enabledVfs(1), 'pri.control.enable': 1 } },
      { fields: { ...enabledVfs(1), 'pri.status.stopped': 1 } },
    ],
    bad: [
      { fields: { ...enabledVfs(1), 'pri.control.enable': 1, 'pri.status.response_failure': 1 } },
      { fields: { ...enabledVfs(1), 'pri.control.enable': 1, 'pri.status.unexpected_prg_index': 1 } },
      { fields: { ...enabledVfs(1), 'pri.control.enable': 0 } },
    ],
  },
});
