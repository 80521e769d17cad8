import { defineRule } from '../../define.ts';
import { enabledVfs, rawIds, vfIds } from '../../vf.ts';

export default defineRule({
  meta: {
    id: 'vf/no-pcie-cap',
    severity: 'error',
    profile: 'recommended',
    about: 'edit',
    title: 'A VF has the PCI Express capability',
    why: 'Every VF must have it: Linux gives VFs 4,096 bytes of configuration space without a look.',
    fix: 'Add the capability, or re-capture the VF.',
    exceptions: 'Intel QAT 8086:0443, whose list ends too early; Linux mends it.',
    spec: 'PCIe 6.0 §7.5.3',
    reads: [],
    needs: 256,
    messages: { none: 'a VF without the PCI Express capability; every VF must have it' },
  },
  check({ view, report: { verdict, vendorId, deviceId } }, report) {
    const whole = view.walk.standard === 'complete' || view.walk.standard === 'none';
    if (verdict.role !== 'vf' || !whole || view.capability('pcie')) return;
    if (vendorId === 0x8086 && deviceId === 0x0443) return;
    report('none');
  },
  examples: {
    good: [{ fields: vfIds }],
    bad: [
      { functions: [{ fields: enabledVfs(1) }, { address: '00:00.1', fields: rawIds }] },
      { fields: rawIds, options: { capabilities: ['msix'] } },
    ],
  },
});
