import { bit, bits, defineStandard, register, vf, whole } from '../define.ts';

const own = vf('independent', null, 'A VF may have Power Management of its own; it is optional there.');

export default defineStandard({
  id: 0x01,
  name: 'pm',
  title: 'Power Management',
  spec: 'PCIe 6.0 §7.5.2',
  aliases: { setpci: 'CAP_PM', linux: 'PCI_CAP_ID_PM' },
  inVf: 'optional',
  length: 8,
  registers: {
    capabilities: register(
      0x02,
      16,
      'Power Management Capabilities',
      {
        version: bits(2, 0, 'Version', 'RO', { linux: 'PCI_PM_CAP_VER_MASK', vf: own }),
        pme_clock: bit(3, 'PME Clock', 'RO', { linux: 'PCI_PM_CAP_PME_CLOCK' }),
        immediate_readiness_on_return_to_d0: bit(4, 'Immediate Readiness on Return to D0', 'RO', { vf: own }),
        device_specific_initialization: bit(5, 'Device Specific Initialization', 'RO', {
          linux: 'PCI_PM_CAP_DSI',
          vf: own,
        }),
        aux_current: bits(8, 6, 'Aux_Current', 'RO', {
          values: {
            0: 'self-powered',
            1: '55 mA',
            2: '100 mA',
            3: '160 mA',
            4: '220 mA',
            5: '270 mA',
            6: '320 mA',
            7: '375 mA',
          },
          linux: 'PCI_PM_CAP_AUX_POWER',
        }),
        d1_support: bit(9, 'D1 Support', 'RO', { linux: 'PCI_PM_CAP_D1' }),
        d2_support: bit(10, 'D2 Support', 'RO', { linux: 'PCI_PM_CAP_D2' }),
        pme_support: bits(15, 11, 'PME Support', 'RO', {
          style: 'hex',
          linux: 'PCI_PM_CAP_PME_MASK',
          vf: own,
          note: 'One bit each for D0, D1, D2, D3hot and D3cold, from the lowest.',
        }),
      },
      { linux: 'PCI_PM_PMC', spec: 'PCIe 6.0 §7.5.2.1' },
    ),
    control_status: register(
      0x04,
      16,
      'Power Management Control/Status',
      {
        power_state: bits(1, 0, 'PowerState', 'RW', {
          reset: 0,
          values: { 0: 'D0', 1: 'D1', 2: 'D2', 3: 'D3hot' },
          linux: 'PCI_PM_CTRL_STATE_MASK',
          vf: vf(
            'independent',
            null,
            'Each VF has a power state of its own; it is undefined while the PF is not in D0.',
          ),
        }),
        no_soft_reset: bit(3, 'No_Soft_Reset', 'RO', {
          linux: 'PCI_PM_CTRL_NO_SOFT_RESET',
          vf: vf('must-match-pf', null, "The VF must show the PF's value."),
        }),
        pme_enable: bit(8, 'PME_En', 'RWS', { linux: 'PCI_PM_CTRL_PME_ENABLE', vf: own }),
        data_select: bits(12, 9, 'Data_Select', 'RW', {
          linux: 'PCI_PM_CTRL_DATA_SEL_MASK',
          vf: vf('hardwired-zero'),
        }),
        data_scale: bits(14, 13, 'Data_Scale', 'RO', {
          values: { 0: 'unknown', 1: '× 0.1 W', 2: '× 0.01 W', 3: '× 0.001 W' },
          linux: 'PCI_PM_CTRL_DATA_SCALE_MASK',
          vf: vf('hardwired-zero'),
        }),
        pme_status: bit(15, 'PME_Status', 'RW1CS', { linux: 'PCI_PM_CTRL_PME_STATUS', vf: own }),
      },
      { linux: 'PCI_PM_CTRL', spec: 'PCIe 6.0 §7.5.2.2' },
    ),
    bridge_extensions: register(
      0x06,
      8,
      'Bridge Support Extensions',
      {
        b2_b3: bit(6, 'B2_B3', 'RO', { linux: 'PCI_PM_PPB_B2_B3' }),
        bus_power_clock_control_enable: bit(7, 'Bus Power/Clock Control Enable', 'RO', {
          linux: 'PCI_PM_BPCC_ENABLE',
        }),
      },
      { linux: 'PCI_PM_PPB_EXTENSIONS' },
    ),
    data: whole(0x07, 8, 'Data', 'RO', {
      linux: 'PCI_PM_DATA_REGISTER',
      spec: 'PCIe 6.0 §7.5.2.3',
      vf: vf('hardwired-zero'),
    }),
  },
});
