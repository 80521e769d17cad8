import { bit, bits, defineExtended, register } from '../define.ts';
import { vf } from '../vf.ts';

const microseconds = { unit: { label: 'us' } };
const powerOnScales = { 0: '2 us', 1: '10 us', 2: '100 us', 3: 'reserved' };
const powerOnFactors = [2, 10, 100];
const thresholdScales = {
  0: '1 ns',
  1: '32 ns',
  2: '1,024 ns',
  3: '32,768 ns',
  4: '1,048,576 ns',
  5: '33,554,432 ns',
  rest: 'not permitted',
};
const thresholdFactors = [1, 32, 1024, 32768, 1048576, 33554432];
const linkActivation = { 'capabilities.link_activation_supported': 1 };

export default defineExtended(() => ({
  id: 0x001e,
  name: 'l1_pm_substates',
  title: 'L1 PM Substates',
  spec: 'PCIe 6.0 §7.8.3',
  aliases: { setpci: 'ECAP_L1PM', linux: 'PCI_EXT_CAP_ID_L1SS' },
  inVf: 'elsewhere',
  vf: vf('not-implemented-in-vf', null, 'Only Function 0 of a device has it; it governs the whole Link.', {
    spec: 'r6/7 7.8.3',
    from: 'function-0',
  }),
  length: [{ when: linkActivation, length: 0x14 }, { length: 0x10 }],
  macros: {
    'control_1 2,0': 'PCI_L1SS_CTL1_L1_2_MASK',
    'control_1 3:0': 'PCI_L1SS_CTL1_L1SS_MASK',
  },
  registers: {
    capabilities: register(
      0x04,
      32,
      'L1 PM Substates Capabilities',
      {
        pci_pm_l1_2_supported: bit(0, 'PCI-PM L1.2 Supported', 'HwInit', {
          linux: 'PCI_L1SS_CAP_PCIPM_L1_2',
        }),
        pci_pm_l1_1_supported: bit(1, 'PCI-PM L1.1 Supported', 'HwInit', {
          linux: 'PCI_L1SS_CAP_PCIPM_L1_1',
        }),
        aspm_l1_2_supported: bit(2, 'ASPM L1.2 Supported', 'HwInit', { linux: 'PCI_L1SS_CAP_ASPM_L1_2' }),
        aspm_l1_1_supported: bit(3, 'ASPM L1.1 Supported', 'HwInit', { linux: 'PCI_L1SS_CAP_ASPM_L1_1' }),
        l1_pm_substates_supported: bit(4, 'L1 PM Substates Supported', 'HwInit', {
          linux: 'PCI_L1SS_CAP_L1_PM_SS',
        }),
        link_activation_supported: bit(5, 'Link Activation Supported', 'HwInit', {
          note: 'Since PCIe 5.0; of a Downstream Port.',
        }),
        port_common_mode_restore_time: bits(15, 8, 'Port Common_Mode_Restore_Time', 'HwInit', {
          ...microseconds,
          linux: 'PCI_L1SS_CAP_CM_RESTORE_TIME',
        }),
        port_t_power_on_scale: bits(17, 16, 'Port T_POWER_ON Scale', 'HwInit', {
          values: powerOnScales,
          linux: 'PCI_L1SS_CAP_P_PWR_ON_SCALE',
        }),
        port_t_power_on_value: bits(23, 19, 'Port T_POWER_ON Value', 'HwInit', {
          unit: {
            label: 'us',
            scale: { field: 'capabilities.port_t_power_on_scale', factors: powerOnFactors },
          },
          linux: 'PCI_L1SS_CAP_P_PWR_ON_VALUE',
        }),
      },
      { linux: 'PCI_L1SS_CAP', spec: 'PCIe 6.0 §7.8.3.2' },
    ),
    control_1: register(
      0x08,
      32,
      'L1 PM Substates Control 1',
      {
        pci_pm_l1_2_enable: bit(0, 'PCI-PM L1.2 Enable', 'RW', {
          reset: 0,
          linux: 'PCI_L1SS_CTL1_PCIPM_L1_2',
        }),
        pci_pm_l1_1_enable: bit(1, 'PCI-PM L1.1 Enable', 'RW', {
          reset: 0,
          linux: 'PCI_L1SS_CTL1_PCIPM_L1_1',
        }),
        aspm_l1_2_enable: bit(2, 'ASPM L1.2 Enable', 'RW', { reset: 0, linux: 'PCI_L1SS_CTL1_ASPM_L1_2' }),
        aspm_l1_1_enable: bit(3, 'ASPM L1.1 Enable', 'RW', { reset: 0, linux: 'PCI_L1SS_CTL1_ASPM_L1_1' }),
        link_activation_interrupt_enable: bit(4, 'Link Activation Interrupt Enable', 'RW', { reset: 0 }),
        link_activation_control: bit(5, 'Link Activation Control', 'RW', { reset: 0 }),
        common_mode_restore_time: bits(15, 8, 'Common_Mode_Restore_Time', 'RW', {
          ...microseconds,
          linux: 'PCI_L1SS_CTL1_CM_RESTORE_TIME',
          note: 'For a Downstream Port.',
        }),
        ltr_l1_2_threshold_value: bits(25, 16, 'LTR_L1.2_THRESHOLD_Value', 'RW', {
          reset: 0,
          unit: {
            label: 'ns',
            scale: { field: 'control_1.ltr_l1_2_threshold_scale', factors: thresholdFactors },
          },
          linux: 'PCI_L1SS_CTL1_LTR_L12_TH_VALUE',
        }),
        ltr_l1_2_threshold_scale: bits(31, 29, 'LTR_L1.2_THRESHOLD_Scale', 'RW', {
          reset: 0,
          values: thresholdScales,
          linux: 'PCI_L1SS_CTL1_LTR_L12_TH_SCALE',
        }),
      },
      { linux: 'PCI_L1SS_CTL1', spec: 'PCIe 6.0 §7.8.3.3' },
    ),
    control_2: register(
      0x0c,
      32,
      'L1 PM Substates Control 2',
      {
        t_power_on_scale: bits(1, 0, 'T_POWER_ON Scale', 'RW', {
          reset: 0,
          values: powerOnScales,
          linux: 'PCI_L1SS_CTL2_T_PWR_ON_SCALE',
        }),
        t_power_on_value: bits(7, 3, 'T_POWER_ON Value', 'RW', {
          reset: 5,
          unit: { label: 'us', scale: { field: 'control_2.t_power_on_scale', factors: powerOnFactors } },
          linux: 'PCI_L1SS_CTL2_T_PWR_ON_VALUE',
        }),
      },
      { linux: 'PCI_L1SS_CTL2', spec: 'PCIe 6.0 §7.8.3.4' },
    ),
    status: register(
      0x10,
      32,
      'L1 PM Substates Status',
      { link_activation_status: bit(0, 'Link Activation Status', 'RW1C', { reset: 0 }) },
      { when: linkActivation, spec: 'PCIe 6.0 §7.8.3.5' },
    ),
  },
}));
