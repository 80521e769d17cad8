import { FunctionView } from '../../../decode/view.ts';
import { defineRule } from '../../define.ts';
import { enabledVfs } from '../../vf.ts';

const controls = [
  ['acs.control.source_validation_enable', 'Source Validation'],
  ['acs.control.p2p_request_redirect_enable', 'P2P Request Redirect'],
  ['acs.control.p2p_completion_redirect_enable', 'P2P Completion Redirect'],
  ['acs.control.upstream_forwarding_enable', 'Upstream Forwarding'],
] as const;
const functions = (acs: number) => ({
  functions: [
    {
      address: '00:01.0',
      fields: {
        'header.secondary_bus_number': 1,
        'header.subordinate_bus_number': 1,
        'acs.control': acs,
      },
      options: { layout: 1 as const },
    },
    { address: '01:00.0', fields: { ...enabledVfs(1), 'acs.control': 0 } },
  ],
});

export default defineRule({
  meta: {
    id: 'sharing/acs-missing-for-isolation',
    severity: 'info',
    profile: 'strict',
    title: 'VFs can be kept apart by ACS',
    why: 'Without ACS in the PF and in the port above, VFs may reach each other past the IOMMU: they fall into one IOMMU group and go to one guest together. PASID needs it on the path as well.',
    fix: 'Enable ACS in the port, or take a slot whose port has it.',
    exceptions:
      'Parts without traffic inside the device need none; Linux has a list of such parts. Integrated endpoints have no port.',
    spec: 'PCIe 6.0 §6.12',
    reads: ['sriov.control.vf_enable'],
    needs: 4096,
    messages: {
      pf: 'a PF with VFs has no ACS',
      port: 'the port {{port}} above a PF with VFs has no ACS',
      off: 'the port {{port}} above a PF with VFs has ACS {{names}} off',
    },
  },
  check(subject, report) {
    if (subject.get('sriov.control.vf_enable') === 0) return;
    const { fn, view, system } = subject;
    const parent = system.machine.bridgeAbove(fn)?.fn;
    if (!parent) return;
    if (!view.capability('acs')) report('pf', 'sriov.control.vf_enable');
    const port = new FunctionView(parent);
    const values = { port: parent.address };
    if (port.walk.extended !== 'complete' && port.walk.extended !== 'none') return;
    const related = [{ message: 'the port', fn: parent }];
    if (!port.capability('acs')) {
      report('port', { field: 'sriov.control.vf_enable', related }, values);
      return;
    }
    const names = controls.flatMap(([path, name]) => (port.get(path) === 0 ? [name] : [])).join(', ');
    if (names !== '') report('off', { field: 'sriov.control.vf_enable', related }, { ...values, names });
  },
  examples: {
    good: [functions(0x1d)],
    bad: [functions(1)],
  },
});
