import { kindOfType } from '../../../machine/port.ts';
import { busOf, formatRoutingId } from '../../../model/address.ts';
import { defineRule } from '../../define.ts';
import { enabledVfs, vfsNearby } from '../../vf.ts';

const pf = (offset: number, hierarchy: number) => ({
  address: '01:00.0',
  fields: {
    ...enabledVfs(1),
    'pcie.capabilities.device_port_type': 0,
    'sriov.first_vf_offset': offset,
    'sriov.control.ari_capable_hierarchy': hierarchy,
  },
});

export default defineRule({
  meta: {
    id: 'sriov/vf-function-over-7-without-ari',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: "VFs past Function 7 of the PF's bus need ARI Capable Hierarchy",
    why: 'With the bit clear the device must do without ARI, where device 0 has Functions 0 to 7 only: other VFs of that bus do not answer.',
    fix: 'Set ARI Capable Hierarchy in the lowest PF, or let First VF Offset lead to the next bus (100h or more).',
    exceptions:
      'Nothing is said while VFs are off: devices may show the offset for ARI before software has set the bit.',
    spec: 'PCIe 6.0 §9.3.3.3.5',
    reads: ['pcie.capabilities.device_port_type', 'sriov.control.vf_enable', 'sriov.num_vfs'],
    judges: 'address',
    messages: {
      hidden:
        'VF {{number}} is at {{address}}, past Function 7, but ARI Capable Hierarchy of {{lowest}} is 0',
    },
  },
  check(subject, report) {
    const { fn, system } = subject;
    const type = subject.get('pcie.capabilities.device_port_type');
    const enabled = subject.get('sriov.control.vf_enable') === 1;
    const num = subject.get('sriov.num_vfs');
    const settings = subject.report.pf?.settings;
    const [lowest] = system.machine.pfsOfDevice(fn);
    if (
      kindOfType(type) !== 'endpoint' ||
      !enabled ||
      !settings ||
      lowest?.settings?.ariCapableHierarchy !== false
    )
      return;
    const ids = vfsNearby(fn, settings, num);
    const index = ids.findIndex((id) => busOf(id) === busOf(fn.routingId) && (id & 0xff) > 7);
    if (index < 0) return;
    const field = 'sriov.control.ari_capable_hierarchy';
    report(
      'hidden',
      { field: 'sriov.first_vf_offset', related: [{ message: 'the lowest PF', fn: lowest.fn, field }] },
      {
        number: index + 1,
        address: formatRoutingId(ids[index] as number),
        lowest: lowest.fn.address,
      },
    );
  },
  examples: {
    good: [{ functions: [pf(8, 1)] }, { functions: [pf(0x100, 0)] }],
    bad: [{ functions: [pf(8, 0)] }],
  },
});
