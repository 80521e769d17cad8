import { bit, bits, defineExtended, register, vf } from '../define.ts';

const spec = { spec: 'r6/7 7.8.9; r5 9.3.7.14' } as const;
const supported = vf('shared-in-pf', 1, "The PF's ability; the IOMMU can refuse it for each VF.", spec);
const enabled = vf(
  'shared-in-pf',
  1,
  "The PF's bit governs all its VFs; the IOMMU can refuse it for each VF, but not grant it.",
  spec,
);

export default defineExtended(() => ({
  id: 0x001b,
  name: 'pasid',
  title: 'Process Address Space ID',
  spec: 'PCIe 6.0 §7.8.9',
  aliases: { setpci: 'ECAP_PASID', linux: 'PCI_EXT_CAP_ID_PASID' },
  inVf: 'not-implemented',
  vf: vf(
    'shared-in-pf',
    null,
    "The PF's settings hold for all its VFs; that a VF lacks the capability does not mean it cannot use PASIDs.",
    spec,
  ),
  length: 8,
  macros: {
    '': 'PCI_EXT_CAP_PASID_SIZEOF',
  },
  registers: {
    capability: register(
      0x04,
      16,
      'PASID Capability',
      {
        execute_permission_supported: bit(1, 'Execute Permission Supported', 'RO', {
          linux: 'PCI_PASID_CAP_EXEC',
          vf: supported,
        }),
        privileged_mode_supported: bit(2, 'Privileged Mode Supported', 'RO', {
          linux: 'PCI_PASID_CAP_PRIV',
          vf: supported,
        }),
        translated_requests_with_pasid_supported: bit(3, 'Translated Requests with PASID Supported', 'RO', {
          vf: supported,
        }),
        max_pasid_width: bits(12, 8, 'Max PASID Width', 'RO', {
          unit: { label: 'bits', special: { 0: '0 bits: only PASID 0' } },
          linux: 'PCI_PASID_CAP_WIDTH',
          vf: vf('shared-in-pf', 2, 'Read-only: a guest can be shown the same width or a smaller one.', spec),
        }),
      },
      { linux: 'PCI_PASID_CAP', spec: 'PCIe 6.0 §7.8.9.2' },
    ),
    control: register(
      0x06,
      16,
      'PASID Control',
      {
        enable: bit(0, 'PASID Enable', 'RW', {
          reset: 0,
          linux: 'PCI_PASID_CTRL_ENABLE',
          vf: enabled,
          note: 'Must not change while ATS Enable is 1.',
        }),
        execute_permission_enable: bit(1, 'Execute Permission Enable', 'RW', {
          reset: 0,
          linux: 'PCI_PASID_CTRL_EXEC',
          vf: enabled,
        }),
        privileged_mode_enable: bit(2, 'Privileged Mode Enable', 'RW', {
          reset: 0,
          linux: 'PCI_PASID_CTRL_PRIV',
          vf: enabled,
        }),
        translated_requests_with_pasid_enable: bit(3, 'Translated Requests with PASID Enable', 'RW', {
          reset: 0,
          vf: enabled,
        }),
      },
      { linux: 'PCI_PASID_CTRL', spec: 'PCIe 6.0 §7.8.9.3' },
    ),
  },
}));
