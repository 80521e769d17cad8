import { bit, bits, defineExtended, register } from '../define.ts';
import { vf } from '../vf.ts';

const spec = { spec: 'r6/7 7.8.9; r5 9.3.7.14' } as const;
const ats = 'Linux 6.12 and 7.2 drivers/pci/ats.c';
const whileOn = { ...spec, inUse: [{ in: 'governing', when: { 'pasid.control.enable': 1 } }] } as const;
const software = {
  linux: {
    text: 'pci_enable_pasid() on a VF succeeds when the PF has it enabled, and writes nothing; pci_pasid_features() and pci_max_pasids() of a VF read the PF.',
    read: ats,
  },
  vfio: {
    text: 'Hides the capability, in a PF too; a VF has none to show.',
    read: 'Linux 6.12 and 7.2 drivers/vfio/pci/vfio_pci_config.c, pci_ext_cap_length: 0 for PASID',
  },
  qemu: {
    text: 'Adds no PASID capability.',
    read: 'QEMU 10.0.13 hw/vfio/pci.c: no mention of PASID',
  },
} as const;
const supported = vf('shared-in-pf', 1, "The PF's ability; the IOMMU can refuse it for each VF.", {
  ...whileOn,
  software,
});
const enabled = vf(
  'shared-in-pf',
  1,
  "The PF's bit governs all its VFs; the IOMMU can refuse it for each VF, but not grant it.",
  { ...whileOn, software },
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
    "The PF's settings hold for all its VFs; a VF without the capability may still use PASIDs.",
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
          vf: vf('shared-in-pf', 2, 'Read-only: a guest can be shown the same width or a smaller one.', {
            ...whileOn,
            software,
          }),
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
