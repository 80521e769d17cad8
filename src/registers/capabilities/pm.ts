import { bit, bits, defineStandard, register, whole } from '../define.ts';
import { vf } from '../vf.ts';

const own = vf(
  'independent',
  null,
  'A VF may have Power Management of its own; without it, it is in the power state of its PF.',
);
const noData = vf('hardwired-zero', null, 'A VF does not report its power.');
const noPme = vf('independent', null, 'A VF with Power Management has its own.', {
  software: {
    vfio: {
      text: 'Shows 0: the host handles PME.',
      read: 'Linux 6.12 drivers/vfio/pci/vfio_pci_config.c, vfio_update_pm_vconfig_bytes()',
    },
  },
  vmm: { action: 'fixed', value: 0, why: 'show no PME: it would wake the host, not the guest' },
});
const pcieZero = vf('hardwired-zero', null, 'Always 0 in a PCI Express Function.');

const dataSelect = {
  0: 'consumed in D0',
  1: 'consumed in D1',
  2: 'consumed in D2',
  3: 'consumed in D3',
  4: 'dissipated in D0',
  5: 'dissipated in D1',
  6: 'dissipated in D2',
  7: 'dissipated in D3',
  8: 'common logic',
  rest: 'reserved',
};

export default defineStandard(() => ({
  id: 0x01,
  name: 'pm',
  title: 'Power Management',
  spec: 'PCIe 6.0 §7.5.2',
  aliases: { setpci: 'CAP_PM', linux: 'PCI_CAP_ID_PM' },
  inVf: 'optional',
  vf: own,
  length: 8,
  macros: {
    '': 'PCI_PM_SIZEOF',
    'capabilities.immediate_readiness_on_return_to_d0': 'PCI_PM_CAP_RESERVED',
    'capabilities.pme_support':
      'PCI_PM_CAP_PME=1 PCI_PM_CAP_PME_D0=1 PCI_PM_CAP_PME_D1=2 PCI_PM_CAP_PME_D2=4 ' +
      'PCI_PM_CAP_PME_D3hot=8 PCI_PM_CAP_PME_D3cold=16 PCI_PM_CAP_PME_SHIFT',
  },
  registers: {
    capabilities: register(
      0x02,
      16,
      'Power Management Capabilities',
      {
        version: bits(2, 0, 'Version', 'RO', {
          note: '3 in PCI Express Functions.',
          linux: 'PCI_PM_CAP_VER_MASK',
        }),
        pme_clock: bit(3, 'PME Clock', 'RO', { linux: 'PCI_PM_CAP_PME_CLOCK', vf: pcieZero }),
        immediate_readiness_on_return_to_d0: bit(4, 'Immediate Readiness on Return to D0', 'RO'),
        device_specific_initialization: bit(5, 'Device Specific Initialization', 'RO', {
          linux: 'PCI_PM_CAP_DSI',
        }),
        aux_current: bits(8, 6, 'Aux_Current', 'RO', {
          values: {
            0: 'none or self-powered',
            1: '182 mW, 55 mA at 3.3 V',
            2: '330 mW, 100 mA at 3.3 V',
            3: '528 mW, 160 mA at 3.3 V',
            4: '726 mW, 220 mA at 3.3 V',
            5: '891 mW, 270 mA at 3.3 V',
            6: '1056 mW, 320 mA at 3.3 V',
            7: '1238 mW, 375 mA at 3.3 V',
          },
          linux: 'PCI_PM_CAP_AUX_POWER',
        }),
        d1_support: bit(9, 'D1 Support', 'RO', { linux: 'PCI_PM_CAP_D1' }),
        d2_support: bit(10, 'D2 Support', 'RO', { linux: 'PCI_PM_CAP_D2' }),
        pme_support: bits(15, 11, 'PME Support', 'RO', {
          style: 'hex',
          linux: 'PCI_PM_CAP_PME_MASK',
          members: { 0: 'D0', 1: 'D1', 2: 'D2', 3: 'D3hot', 4: 'D3cold' },
          vf: noPme,
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
            {
              software: {
                vfio: {
                  text: 'Catches the write and changes the state itself.',
                  read: 'Linux 6.12 drivers/vfio/pci/vfio_pci_config.c, vfio_pm_config_write()',
                },
              },
              vmm: {
                action: 'virtual',
                value: 0,
                why: "catch the write, change the state, and take the VF's memory away below D0",
              },
            },
          ),
        }),
        no_soft_reset: bit(3, 'No_Soft_Reset', 'RO', {
          linux: 'PCI_PM_CTRL_NO_SOFT_RESET',
          vf: vf('must-match-pf', null, "The VF must show the PF's value."),
        }),
        pme_enable: bit(8, 'PME_En', 'RWS', { linux: 'PCI_PM_CTRL_PME_ENABLE', vf: noPme }),
        data_select: bits(12, 9, 'Data_Select', 'RW', {
          reset: 0,
          values: dataSelect,
          linux: 'PCI_PM_CTRL_DATA_SEL_MASK',
          vf: noData,
        }),
        data_scale: bits(14, 13, 'Data_Scale', 'RO', {
          values: { 0: 'unknown', 1: '× 0.1 W', 2: '× 0.01 W', 3: '× 0.001 W' },
          linux: 'PCI_PM_CTRL_DATA_SCALE_MASK',
          vf: noData,
        }),
        pme_status: bit(15, 'PME_Status', 'RW1CS', { linux: 'PCI_PM_CTRL_PME_STATUS', vf: noPme }),
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
      {
        linux: 'PCI_PM_PPB_EXTENSIONS',
        note: 'For bridges to conventional PCI; undefined in PCI Express.',
        vf: vf('reserved', null, 'Undefined in PCI Express.'),
      },
    ),
    data: whole(0x07, 8, 'Data', 'RO', {
      unit: { label: 'W', scale: { field: 'control_status.data_scale', factors: [null, 0.1, 0.01, 0.001] } },
      note: 'The value that Data_Select selects.',
      linux: 'PCI_PM_DATA_REGISTER',
      spec: 'PCIe 6.0 §7.5.2.3',
      vf: noData,
    }),
  },
}));
