import { kindOfType } from '../../../machine/port.ts';
import { defineRule } from '../../define.ts';
import { enabledVfs, pfOf, vfIds } from '../../vf.ts';

const functions = (pf: number, vf: number) => ({
  functions: [
    { fields: { ...enabledVfs(1), 'pcie.capabilities.device_port_type': pf } },
    { address: '00:00.1', fields: { ...vfIds, 'pcie.capabilities.device_port_type': vf } },
  ],
});
/** Kinds that a VF can be of: never a Legacy Endpoint. */
const isOfVf = (type: number): boolean => ['endpoint', 'integrated-endpoint'].includes(kindOfType(type));

export default defineRule({
  meta: {
    id: 'vf/port-type',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'A VF is an Endpoint of the same kind as its PF',
    why: 'A VF is where its PF is: both are on a link (type 0), or both in the Root Complex (type 9). No other type can be a VF.',
    fix: 'Correct Device/Port Type, or capture PF and VF in one run.',
    spec: 'PCIe 6.0 §7.5.3.2',
    reads: ['pcie.capabilities.device_port_type'],
    messages: {
      kind: 'Device/Port Type of a VF is {{type}}; it should be 0 or 9',
      differs: 'Device/Port Type is {{type}}, but {{theirs}} in the PF {{pf}}',
    },
  },
  check(subject, report) {
    const field = 'pcie.capabilities.device_port_type' as const;
    const type = subject.get(field);
    if (subject.report.verdict.role !== 'vf') return;
    const pf = pfOf(subject);
    const theirs = pf?.get(field);
    if (!isOfVf(type)) report('kind', field, { type });
    else if (pf && theirs !== undefined && isOfVf(theirs) && theirs !== type) {
      const related = [{ message: 'the PF', fn: pf.fn, field }];
      report('differs', { field, related }, { type, theirs, pf: pf.fn.address });
    }
  },
  examples: { good: [functions(0, 0), functions(9, 9)], bad: [functions(0, 1), functions(0, 9)] },
});
