import { defineRule } from '../../define.ts';

const names = [
  'Source Validation',
  'Translation Blocking',
  'P2P Request Redirect',
  'P2P Completion Redirect',
  'Upstream Forwarding',
  'P2P Egress Control',
  'Direct Translated P2P',
];
const fields = (capability: number, control: number) => ({
  'acs.capability': capability,
  'acs.control': control,
});

export default defineRule({
  meta: {
    id: 'pcie/acs-within-capability',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'ACS enables only what the Function has',
    why: 'The enable of a service that is not there is hardwired to 0: the registers are not of one Function, and isolation that they show does not exist.',
    fix: 'Clear the enable, or correct the capability bit.',
    spec: 'PCIe 6.0 §7.7.11.2, §7.7.11.3',
    reads: ['acs.capability', 'acs.control'],
    messages: { lacks: 'ACS {{name}} Enable is 1, but the Function does not have ACS {{name}}' },
  },
  check(subject, report) {
    const missing = subject.get('acs.control') & ~subject.get('acs.capability');
    for (const [bit, name] of names.entries()) {
      if (((missing >> bit) & 1) === 1) report('lacks', 'acs.control', { name });
    }
  },
  examples: { good: [{ fields: fields(0x1f, 0x1d) }], bad: [{ fields: fields(0x1e, 0x1d) }] },
});
