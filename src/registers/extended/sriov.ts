import { bit, bits, defineExtended, register, repeat, vf, whole } from '../define.ts';

const pageSizes = { style: 'hex', members: { sizesFrom: 12 } } as const;

export default defineExtended(() => ({
  id: 0x0010,
  name: 'sriov',
  title: 'Single Root I/O Virtualization',
  spec: 'PCIe 6.0 §9.3.3',
  aliases: { setpci: 'ECAP_SRIOV', linux: 'PCI_EXT_CAP_ID_SRIOV' },
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'Only a PF has it: a function with this capability is never a VF.'),
  length: 0x40,
  macros: {
    '': 'PCI_EXT_CAP_SRIOV_SIZEOF',
    'capabilities.vf_migration_interrupt_message_number': 'PCI_SRIOV_CAP_INTR()',
    'vf_bar[n]': '~PCI_SRIOV_NUM_BARS',
    'vf_migration_state_array_offset.bir': 'PCI_SRIOV_VFM_BIR()',
    'vf_migration_state_array_offset.offset': 'PCI_SRIOV_VFM_OFFSET()',
  },
  registers: {
    capabilities: register(
      0x04,
      32,
      'SR-IOV Capabilities',
      {
        vf_migration_capable: bit(0, 'VF Migration Capable', 'RO', {
          linux: 'PCI_SRIOV_CAP_VFM',
          note: 'Only for MR-IOV, which no longer exists.',
        }),
        ari_capable_hierarchy_preserved: bit(1, 'ARI Capable Hierarchy Preserved', 'RO', {
          note: 'Only the lowest-numbered PF of a device may set it.',
        }),
        vf_10bit_tag_requester_supported: bit(2, 'VF 10-Bit Tag Requester Supported', 'HwInit'),
        vf_14bit_tag_requester_supported: bit(3, 'VF 14-Bit Tag Requester Supported', 'HwInit'),
        vf_migration_interrupt_message_number: bits(31, 21, 'VF Migration Interrupt Message Number', 'RO'),
      },
      { linux: 'PCI_SRIOV_CAP', spec: 'PCIe 6.0 §9.3.3.2' },
    ),
    control: register(
      0x08,
      16,
      'SR-IOV Control',
      {
        vf_enable: bit(0, 'VF Enable', 'RW', { reset: 0, linux: 'PCI_SRIOV_CTRL_VFE' }),
        vf_migration_enable: bit(1, 'VF Migration Enable', 'RW', { reset: 0, linux: 'PCI_SRIOV_CTRL_VFM' }),
        vf_migration_interrupt_enable: bit(2, 'VF Migration Interrupt Enable', 'RW', {
          reset: 0,
          linux: 'PCI_SRIOV_CTRL_INTR',
        }),
        vf_memory_space_enable: bit(3, 'VF Memory Space Enable', 'RW', {
          reset: 0,
          linux: 'PCI_SRIOV_CTRL_MSE',
          note: 'The memory enable of all VFs of this PF; their own Memory Space Enable is hardwired to 0.',
        }),
        ari_capable_hierarchy: bit(4, 'ARI Capable Hierarchy', 'RW', {
          reset: 0,
          linux: 'PCI_SRIOV_CTRL_ARI',
          note: 'Writable only in the lowest-numbered PF of a device; the others read 0.',
        }),
        vf_10bit_tag_requester_enable: bit(5, 'VF 10-Bit Tag Requester Enable', 'RW', { reset: 0 }),
        vf_14bit_tag_requester_enable: bit(6, 'VF 14-Bit Tag Requester Enable', 'RW', { reset: 0 }),
      },
      { linux: 'PCI_SRIOV_CTRL', spec: 'PCIe 6.0 §9.3.3.3' },
    ),
    status: register(
      0x0a,
      16,
      'SR-IOV Status',
      {
        vf_migration_status: bit(0, 'VF Migration Status', 'RW1C', {
          reset: 0,
          linux: 'PCI_SRIOV_STATUS_VFM',
        }),
      },
      { linux: 'PCI_SRIOV_STATUS', spec: 'PCIe 6.0 §9.3.3.4' },
    ),
    initial_vfs: whole(0x0c, 16, 'InitialVFs', 'HwInit', {
      linux: 'PCI_SRIOV_INITIAL_VF',
      spec: 'PCIe 6.0 §9.3.3.5',
      note: 'Equals TotalVFs unless VF migration is in use.',
    }),
    total_vfs: whole(0x0e, 16, 'TotalVFs', 'HwInit', {
      linux: 'PCI_SRIOV_TOTAL_VF',
      spec: 'PCIe 6.0 §9.3.3.6',
    }),
    num_vfs: whole(0x10, 16, 'NumVFs', 'RW', {
      reset: 0,
      linux: 'PCI_SRIOV_NUM_VF',
      spec: 'PCIe 6.0 §9.3.3.7',
      note: 'VFs exist only while VF Enable is set too.',
    }),
    function_dependency_link: whole(0x12, 8, 'Function Dependency Link', 'HwInit', {
      linux: 'PCI_SRIOV_FUNC_LINK',
      spec: 'PCIe 6.0 §9.3.3.8',
    }),
    first_vf_offset: whole(0x14, 16, 'First VF Offset', 'RO', {
      linux: 'PCI_SRIOV_VF_OFFSET',
      spec: 'PCIe 6.0 §9.3.3.9',
      note: 'May change with NumVFs and ARI Capable Hierarchy.',
    }),
    vf_stride: whole(0x16, 16, 'VF Stride', 'RO', {
      linux: 'PCI_SRIOV_VF_STRIDE',
      spec: 'PCIe 6.0 §9.3.3.10',
      note: 'Without meaning while NumVFs is 0 or 1.',
    }),
    vf_device_id: whole(0x1a, 16, 'VF Device ID', 'RO', {
      style: 'id',
      linux: 'PCI_SRIOV_VF_DID',
      spec: 'PCIe 6.0 §9.3.3.11',
    }),
    supported_page_sizes: whole(0x1c, 32, 'Supported Page Sizes', 'RO', {
      ...pageSizes,
      linux: 'PCI_SRIOV_SUP_PGSIZE',
      spec: 'PCIe 6.0 §9.3.3.12',
    }),
    system_page_size: whole(0x20, 32, 'System Page Size', 'RW', {
      ...pageSizes,
      reset: 1,
      linux: 'PCI_SRIOV_SYS_PGSIZE',
      spec: 'PCIe 6.0 §9.3.3.13',
    }),
    vf_bar: repeat(
      { title: 'VF BAR', offset: 0x24, count: 6, stride: 4, spec: 'PCIe 6.0 §9.3.3.14' },
      whole(0, 32, 'VF Base Address Register', 'RW', {
        style: 'address',
        linux: 'PCI_SRIOV_BAR',
        note: 'Start of the memory of VF 1.',
      }),
    ),
    vf_migration_state_array_offset: register(
      0x3c,
      32,
      'VF Migration State Array Offset',
      {
        bir: bits(2, 0, 'VF Migration State BIR', 'RO'),
        offset: bits(31, 3, 'VF Migration State Offset', 'RO', { unit: { label: 'bytes', times: 8 } }),
      },
      { linux: 'PCI_SRIOV_VFM', spec: 'PCIe 6.0 §9.3.3.15' },
    ),
  },
}));
