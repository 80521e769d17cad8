import { bit, bits, defineExtended, register, repeat, vf } from '../define.ts';

const spec = { spec: 'r6/7 7.9.13; r5 9.3.7.13' } as const;
const own = vf('independent', null, 'Each VF has its own.', spec);
const inCapability = { 'capability.st_table_location': 1 };

export default defineExtended(() => ({
  id: 0x0017,
  name: 'tph',
  title: 'TPH Requester',
  spec: 'PCIe 6.0 §7.9.13',
  aliases: { setpci: 'ECAP_TPH', linux: 'PCI_EXT_CAP_ID_TPH' },
  inVf: 'optional',
  vf: vf(
    'independent',
    null,
    'All VFs of a PF have it or none, with the same capability register, which may differ from that of the PF.',
    spec,
  ),
  length: [
    { when: inCapability, length: { field: 'capability.st_table_size', plus: 7, times: 2 } },
    { length: 0x0c },
  ],
  macros: {
    '': 'PCI_TPH_BASE_SIZEOF',
    'capability.st_table_location': 'PCI_TPH_LOC_NONE=0 PCI_TPH_LOC_CAP=1 PCI_TPH_LOC_MSIX=2',
    'capability.st_table_size': 'PCI_TPH_CAP_ST_SHIFT',
    'control.st_mode_select': 'PCI_TPH_ST_NS_MODE=0 PCI_TPH_ST_IV_MODE=1 PCI_TPH_ST_DS_MODE=2',
    'control.tph_requester_enable': 'PCI_TPH_REQ_DISABLE=0 PCI_TPH_REQ_TPH_ONLY=1 PCI_TPH_REQ_EXT_TPH=3',
  },
  registers: {
    capability: register(
      0x04,
      32,
      'TPH Requester Capability',
      {
        no_st_mode_supported: bit(0, 'No ST Mode Supported', 'RO', { linux: 'PCI_TPH_CAP_ST_NS' }),
        interrupt_vector_mode_supported: bit(1, 'Interrupt Vector Mode Supported', 'RO', {
          linux: 'PCI_TPH_CAP_ST_IV',
        }),
        device_specific_mode_supported: bit(2, 'Device Specific Mode Supported', 'RO', {
          linux: 'PCI_TPH_CAP_ST_DS',
        }),
        extended_tph_requester_supported: bit(8, 'Extended TPH Requester Supported', 'RO', {
          linux: 'PCI_TPH_CAP_EXT_TPH',
        }),
        st_table_location: bits(10, 9, 'ST Table Location', 'RO', {
          values: { 0: 'none', 1: 'in this capability', 2: 'in the MSI-X table', 3: 'reserved' },
          linux: 'PCI_TPH_CAP_LOC_MASK',
        }),
        st_table_size: bits(26, 16, 'ST Table Size', 'RO', {
          when: { 'capability.st_table_location': { not: 0 } },
          unit: { label: 'entries', plus: 1 },
          linux: 'PCI_TPH_CAP_ST_MASK',
        }),
      },
      {
        linux: 'PCI_TPH_CAP',
        spec: 'PCIe 6.0 §7.9.13.2',
        vf: vf('independent', null, 'The same in all VFs of a PF.', spec),
      },
    ),
    control: register(
      0x08,
      32,
      'TPH Requester Control',
      {
        st_mode_select: bits(2, 0, 'ST Mode Select', 'RW', {
          reset: 0,
          values: { 0: 'no ST', 1: 'interrupt vector', 2: 'device specific', rest: 'reserved' },
          linux: 'PCI_TPH_CTRL_MODE_SEL_MASK',
          vf: own,
        }),
        tph_requester_enable: bits(9, 8, 'TPH Requester Enable', 'RW', {
          reset: 0,
          values: { 0: 'off', 1: 'TPH', 2: 'reserved', 3: 'TPH and Extended TPH' },
          linux: 'PCI_TPH_CTRL_REQ_EN_MASK',
          vf: own,
        }),
      },
      { linux: 'PCI_TPH_CTRL', spec: 'PCIe 6.0 §7.9.13.3' },
    ),
    st_table: repeat(
      {
        title: 'ST Table',
        offset: 0x0c,
        count: { field: 'capability.st_table_size', plus: 1 },
        stride: 2,
        when: inCapability,
        spec: 'PCIe 6.0 §7.9.13.4',
        vf: own,
      },
      register(0, 16, 'ST Entry', {
        st_lower: bits(7, 0, 'ST Lower', 'RW', { reset: 0, style: 'hex' }),
        st_upper: bits(15, 8, 'ST Upper', 'RW', {
          reset: 0,
          style: 'hex',
          when: { 'capability.extended_tph_requester_supported': 1 },
        }),
      }),
    ),
  },
}));
