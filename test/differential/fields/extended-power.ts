import { flags, type Show, sign, type Table, value } from './language.ts';

/** Codes 6 and 7 of a scale are not permitted. */
const latency =
  (scale: 'ltr.max_snoop_latency.scale' | 'ltr.max_no_snoop_latency.scale'): Show =>
  (count, get) => {
    const code = get(scale) ?? 0;
    return code > 5 ? 'reserved' : String(count * 32 ** code);
  };

const ltr: Table = {
  capabilities: ['ltr'],
  title: /^Latency Tolerance Reporting$/,
  rows: [
    value('Max snoop latency', '*ns', 'ltr.max_snoop_latency.value', latency('ltr.max_snoop_latency.scale')),
    value(
      'Max no snoop latency',
      '*ns',
      'ltr.max_no_snoop_latency.value',
      latency('ltr.max_no_snoop_latency.scale'),
    ),
  ],
};

const powerOn =
  (
    scale:
      | 'l1_pm_substates.capabilities.port_t_power_on_scale'
      | 'l1_pm_substates.control_2.t_power_on_scale',
  ): Show =>
  (count, get) => {
    const factor = [2, 10, 100][get(scale) ?? 3];
    return factor === undefined ? '<error>' : `${count * factor}us`;
  };

const l1PmSubstates: Table = {
  capabilities: ['l1_pm_substates'],
  title: /^L1 PM Substates$/,
  rows: [
    ...flags('L1SubCap', 'l1_pm_substates.capabilities', {
      'PCI-PM_L1.2': 'pci_pm_l1_2_supported',
      'PCI-PM_L1.1': 'pci_pm_l1_1_supported',
      'ASPM_L1.2': 'aspm_l1_2_supported',
      'ASPM_L1.1': 'aspm_l1_1_supported',
      L1_PM_Substates: 'l1_pm_substates_supported',
    }),
    value(
      'L1SubCap',
      'PortCommonModeRestoreTime=*us',
      'l1_pm_substates.capabilities.port_common_mode_restore_time',
    ),
    value(
      'L1SubCap',
      'PortTPowerOnTime=*',
      'l1_pm_substates.capabilities.port_t_power_on_value',
      powerOn('l1_pm_substates.capabilities.port_t_power_on_scale'),
    ),
    ...flags('L1SubCtl1', 'l1_pm_substates.control_1', {
      'PCI-PM_L1.2': 'pci_pm_l1_2_enable',
      'PCI-PM_L1.1': 'pci_pm_l1_1_enable',
      'ASPM_L1.2': 'aspm_l1_2_enable',
      'ASPM_L1.1': 'aspm_l1_1_enable',
    }),
    value('L1SubCtl1', 'T_CommonMode=*us', 'l1_pm_substates.control_1.common_mode_restore_time'),
    value(
      'L1SubCtl1',
      'LTR1.2_Threshold=*',
      'l1_pm_substates.control_1.ltr_l1_2_threshold_value',
      (count, get) => {
        const code = get('l1_pm_substates.control_1.ltr_l1_2_threshold_scale') ?? 6;
        return code > 5 ? '<error>' : `${count * 32 ** code}ns`;
      },
    ),
    value(
      'L1SubCtl2',
      'T_PwrOn=*',
      'l1_pm_substates.control_2.t_power_on_value',
      powerOn('l1_pm_substates.control_2.t_power_on_scale'),
    ),
  ],
};

const granularity =
  (none: string): Show =>
  (ns) =>
    ns === 0 ? none : ns === 255 ? 'Greater than 254ns' : `${ns}ns`;

const ptm: Table = {
  capabilities: ['ptm'],
  title: /^Precision Time Measurement$/,
  rows: [
    value('PTMCap', 'Requester:±', 'ptm.capability.requester_capable', sign),
    value('PTMCap', 'Responder:±', 'ptm.capability.responder_capable', sign),
    value('PTMCap', 'Root:±', 'ptm.capability.root_capable', sign),
    value(
      'PTMClockGranularity',
      '**',
      'ptm.capability.local_clock_granularity',
      granularity('Unimplemented'),
    ),
    value('PTMControl', 'Enabled:±', 'ptm.control.enable', sign),
    value('PTMControl', 'RootSelected:±', 'ptm.control.root_select', sign),
    value('PTMEffectiveGranularity', '**', 'ptm.control.effective_granularity', granularity('Unknown')),
  ],
};

/** Power states of the Link, and time. */
export const power: readonly Table[] = [ltr, l1PmSubstates, ptm];
