import { defineRule } from '../../define.ts';

export default defineRule({
  meta: {
    id: 'sysfs/vf-or-pf',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'A function is a VF or a PF, not both',
    why: 'A VF has physfn, a PF sriov_totalvfs and virtfn links; in libvirt these are phys_function and virt_functions. Both at once were edited.',
    fix: '{{facts}}',
    spec: 'Linux Documentation/ABI/testing/sysfs-bus-pci',
    reads: [],
    messages: {
      both: 'has physfn ({{physfn}}) and sriov_totalvfs',
      links: 'names a PF ({{physfn}}) and VFs of its own ({{vf}})',
    },
  },
  check({ fn }, report) {
    const physfn = fn.link('physfn');
    if (physfn === undefined) return;
    const vf = [...(fn.surroundings.links ?? [])].find(([name]) => /^virtfn\d+$/.test(name));
    if (fn.attribute('sriov_totalvfs') !== undefined)
      report('both', { attribute: 'sriov_totalvfs' }, { physfn });
    else if (vf) report('links', undefined, { physfn, vf: vf[1] });
  },
  examples: {
    good: [{ fields: {}, links: { physfn: '0000:05:00.0' } }],
    bad: [
      { fields: {}, links: { physfn: '0000:05:00.0' }, attributes: { sriov_totalvfs: '4' } },
      { fields: {}, links: { physfn: '0000:05:00.0', virtfn0: '0000:05:10.1' } },
    ],
  },
});
