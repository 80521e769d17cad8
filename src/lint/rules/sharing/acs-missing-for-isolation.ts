import { isolationAbove } from '../../../machine/isolation/acs.ts';
import { defineRule } from '../../define.ts';
import { enabledVfs } from '../../vf.ts';

const port = (address: string, bus: number, last: number, type: number, acs: number | undefined) => ({
  address,
  fields: {
    'header.secondary_bus_number': bus,
    'header.subordinate_bus_number': last,
    'pcie.capabilities.version': 2,
    'pcie.capabilities.device_port_type': type,
    ...(acs === undefined ? {} : { 'acs.capability': 0x1d, 'acs.control': acs }),
  },
  options: { layout: 1 as const },
});
const pf = (bus: string) => ({
  address: `${bus}:00.0`,
  fields: { 'pcie.capabilities.version': 2, 'pcie.capabilities.device_port_type': 0, ...enabledVfs(1) },
});
const below = (acs: number | undefined) => ({ functions: [port('00:01.0', 1, 1, 4, acs), pf('01')] });
const switched = (acs: number) => ({
  functions: [
    port('00:01.0', 1, 3, 4, acs),
    port('01:00.0', 2, 3, 5, undefined),
    port('02:00.0', 3, 3, 6, 0x1d),
    pf('03'),
  ],
});

export default defineRule({
  meta: {
    id: 'sharing/acs-missing-for-isolation',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'The bridges above a PF keep its VFs apart',
    why: 'Linux puts all Functions below a port without ACS into the IOMMU group of that port, VFs with them, and a group goes to one guest as a whole. The ACS of the PF does not count for its VFs.',
    fix: 'Turn ACS on in the port (Linux does at boot when an IOMMU is used), or take a slot whose port has it; lsvf check groups shows the groups that result.',
    exceptions:
      'Ports that Linux takes to be isolated without ACS are let pass. A PF on a root bus is let pass, as is one whose deciding bytes are not in the dump.',
    spec: 'PCIe 6.0 §6.12',
    reads: ['sriov.control.vf_enable'],
    needs: 4096,
    messages: { shared: 'the VFs of this PF share one IOMMU group: {{seen}}' },
  },
  check(subject, report) {
    if (subject.get('sriov.control.vf_enable') === 0) return;
    const above = isolationAbove(subject.fn, subject.system.machine);
    if (above?.holds !== false) return;
    const [field] = above.fields;
    const related = [{ message: 'the bridge', fn: above.fn, ...(field ? { field } : {}) }];
    report('shared', { field: 'sriov.control.vf_enable', related }, { seen: above.seen });
  },
  examples: {
    good: [below(0x1d), switched(0x1d)],
    bad: [below(1), below(undefined), switched(0x1c)],
  },
});
