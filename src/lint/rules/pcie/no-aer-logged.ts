import { defineRule } from '../../define.ts';

const registers = [
  ['aer.uncorrectable_status', 'Uncorrectable Error Status'],
  ['aer.correctable_status', 'Correctable Error Status'],
] as const;

export default defineRule({
  meta: {
    id: 'pcie/no-aer-logged',
    severity: 'info',
    profile: 'pedantic',
    about: 'device',
    title: 'Advanced Error Reporting holds no errors',
    why: 'The dump was taken after an error; tests that start from it start there.',
    fix: 'Clear the bits by writing 1 and take the dump again, if the error is not what the fixture is for.',
    exceptions:
      'Common: Advisory Non-Fatal Error and Unsupported Request stay set after the buses were numbered.',
    spec: 'PCIe 6.0 §7.8.4.2, §7.8.4.5',
    reads: ['aer.uncorrectable_status', 'aer.correctable_status'],
    messages: { logged: '{{name}} is {{value}}, but without errors is 0' },
  },
  check(subject, report) {
    for (const [path, name] of registers) {
      const value = subject.get(path);
      if (value === 0) continue;
      report('logged', path, { name, value: `${value.toString(16).toUpperCase().padStart(8, '0')}h` });
    }
  },
  examples: {
    good: [{ fields: { 'aer.uncorrectable_mask': 0 } }],
    bad: [
      { fields: { 'aer.uncorrectable_status.unsupported_request_error': 1 } },
      { fields: { 'aer.correctable_status.advisory_non_fatal_error': 1 } },
    ],
  },
});
