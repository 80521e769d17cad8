import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'pcie/pri-failure',
    severity: 'info',
    profile: 'recommended',
    about: 'device',
    title: 'The Page Request Interface reports no failure',
    why: 'A fixture with an error in it makes a driver reset the device.',
    fix: 'Clear the status bits, or take the dump from a device that works.',
    spec: 'PCIe 6.0 §10.5.2.3',
    reads: ['pri.status.response_failure', 'pri.status.unexpected_prg_index'],
    messages: { response: 'Response Failure is set', index: 'Unexpected Page Request Group Index is set' },
  },
  check(subject, report) {
    if (subject.get('pri.status.response_failure') === 1) report('response', 'pri.status.response_failure');
    if (subject.get('pri.status.unexpected_prg_index') === 1)
      report('index', 'pri.status.unexpected_prg_index');
  },
  examples: {
    good: [{ fields: { 'pri.status.response_failure': 0 }, options: { capabilities: ['pri', 'ats'] } }],
    bad: [
      { fields: { 'pri.status.unexpected_prg_index': 1 }, options: { capabilities: ['pri', 'ats'] } },
      { fields: { 'pri.status.response_failure': 1 }, options: { capabilities: ['pri', 'ats'] } },
    ],
  },
});
