import { defineRule } from '../../define.ts';
import { enabledVfs } from '../../vf.ts';

export default defineRule({
  meta: {
    id: 'sharing/pf-bme-off-vfs-on',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'A PF with VFs is in use itself',
    why: 'Bus Master Enable of the PF is off: its driver may be gone and have left the VFs without care.',
    fix: 'Bind a driver to the PF, or disable its VFs.',
    exceptions: 'Legal: each VF has its own bit. PFs bound to vfio-pci or pci-stub look like this.',
    spec: 'PCIe 6.0 §7.5.1.1.3',
    reads: ['sriov.control.vf_enable', 'header.command.bus_master_enable'],
    messages: { off: 'VF Enable is 1, but Bus Master Enable of the PF is 0' },
  },
  check(subject, report) {
    const master = subject.get('header.command.bus_master_enable');
    if (master === 0 && subject.get('sriov.control.vf_enable') === 1) {
      report('off', 'header.command.bus_master_enable');
    }
  },
  examples: {
    good: [{ fields: { ...enabledVfs(1), 'header.command.bus_master_enable': 1 } }],
    bad: [{ fields: enabledVfs(1) }],
  },
});
