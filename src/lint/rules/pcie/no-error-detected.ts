import { defineRule } from '../../define.ts';

const names = ['Correctable Error', 'Non-Fatal Error', 'Fatal Error', 'Unsupported Request'];

export default defineRule({
  meta: {
    id: 'pcie/no-error-detected',
    severity: 'info',
    profile: 'pedantic',
    about: 'device',
    title: 'Device Status holds no errors',
    why: 'The dump was taken after an error; tests that start from it start there.',
    fix: 'Clear the bits by writing 1 and take the dump again, if the error is not what the fixture is for.',
    exceptions: 'Common: probing of absent Functions leaves Unsupported Request Detected set.',
    spec: 'PCIe 6.0 §7.5.3.5',
    reads: ['pcie.device_status'],
    messages: { detected: 'Device Status has {{names}} Detected set, but without errors is 0' },
  },
  check(subject, report) {
    const status = subject.get('pcie.device_status');
    const found = names.filter((_name, bit) => ((status >> bit) & 1) === 1);
    if (found.length > 0) report('detected', 'pcie.device_status', { names: found.join(', ') });
  },
  examples: {
    good: [{ fields: { 'pcie.capabilities.version': 2 } }],
    bad: [{ fields: { 'pcie.device_status.unsupported_request_detected': 1 } }],
  },
});
