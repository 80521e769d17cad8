import { defineRule } from '../../define.ts';
import { enabledVfs } from '../../vf.ts';

const path = 'pcie.device_capabilities.phantom_functions_supported';

export default defineRule({
  meta: {
    id: 'pcie/no-phantom-functions',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'Phantom Functions are not supported where all numbers are taken',
    why: 'With ARI and with VFs the numbers that phantom Functions borrow belong to real ones: completions go to the wrong Function.',
    fix: 'Set Phantom Functions Supported to 0.',
    spec: 'PCIe 6.0 §7.5.3.3',
    reads: [path],
    judges: 'address',
    messages: { phantom: 'Phantom Functions Supported is {{value}}, but must be 0 in {{what}}' },
  },
  check(subject, report) {
    const value = subject.get(path);
    const enabled = subject.view.get('sriov.control.vf_enable') === 1;
    if (value === 0) return;
    const what =
      subject.report.verdict.role === 'vf'
        ? 'a VF'
        : enabled
          ? 'a PF with VF Enable'
          : subject.view.capability('ari')
            ? 'a Function with ARI'
            : undefined;
    if (what !== undefined) report('phantom', path, { value, what });
  },
  examples: {
    good: [{ fields: { [path]: 1 } }, { fields: { [path]: 0, ...enabledVfs(1) } }],
    bad: [
      { fields: { [path]: 1, ...enabledVfs(1) } },
      { fields: { [path]: 1, 'ari.control.function_group': 0 } },
    ],
  },
});
