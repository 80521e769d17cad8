import { flags, type Table, unread, value, type Wording } from './language.ts';
import { sign } from './wordings.ts';

/** A time is the same in several pairs of count and scale, save for 0. */
const readNone: Wording['read'] = (words) => (/^0(?:us|ns)?$/.test(words) ? 0 : undefined);

/** Codes 6 and 7 of a scale are not permitted. */
const latency = (scale: 'ltr.max_snoop_latency.scale' | 'ltr.max_no_snoop_latency.scale'): Wording => ({
  show(count, get) {
    const code = get(scale) ?? 0;
    return code > 5 ? 'reserved' : String(count * 32 ** code);
  },
  read: readNone,
});

const ltr = (): Table => ({
  capabilities: ['ltr'],
  rows: [
    value('Max snoop latency', '*ns', 'ltr.max_snoop_latency.value', latency('ltr.max_snoop_latency.scale')),
    value(
      'Max no snoop latency',
      '*ns',
      'ltr.max_no_snoop_latency.value',
      latency('ltr.max_no_snoop_latency.scale'),
    ),
  ],
});

const powerOn = (
  scale: 'l1_pm_substates.capabilities.port_t_power_on_scale' | 'l1_pm_substates.control_2.t_power_on_scale',
): Wording => ({
  show(count, get) {
    const factor = [2, 10, 100][get(scale) ?? 3];
    return factor === undefined ? '<error>' : `${count * factor}us`;
  },
  read: readNone,
});

const threshold: Wording = {
  show(count, get) {
    const code = get('l1_pm_substates.control_1.ltr_l1_2_threshold_scale') ?? 6;
    return code > 5 ? '<error>' : `${count * 32 ** code}ns`;
  },
  read: readNone,
};

const l1PmSubstates = (): Table => ({
  capabilities: ['l1_pm_substates'],
  rows: [
    ...flags('L1SubCap', 'l1_pm_substates.capabilities', {
      'PCI-PM_L1.2': 'pci_pm_l1_2_supported',
      'PCI-PM_L1.1': 'pci_pm_l1_1_supported',
      'ASPM_L1.2': 'aspm_l1_2_supported',
      'ASPM_L1.1': 'aspm_l1_1_supported',
    }),
    // 3.7 prints another bit.
    ...unread(
      flags('L1SubCap', 'l1_pm_substates.capabilities', { L1_PM_Substates: 'l1_pm_substates_supported' }),
    ),
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
    value('L1SubCtl1', 'LTR1.2_Threshold=*', 'l1_pm_substates.control_1.ltr_l1_2_threshold_value', threshold),
    value(
      'L1SubCtl2',
      'T_PwrOn=*',
      'l1_pm_substates.control_2.t_power_on_value',
      powerOn('l1_pm_substates.control_2.t_power_on_scale'),
    ),
  ],
});

const granularity = (none: string): Wording => ({
  show: (ns) => (ns === 0 ? none : ns === 255 ? 'Greater than 254ns' : `${ns}ns`),
  read(words) {
    if (words === none) return 0;
    if (words === 'Greater than 254ns') return 255;
    return /^\d{1,3}ns$/.test(words) ? parseInt(words, 10) : undefined;
  },
});

const ptm = (): Table => ({
  capabilities: ['ptm'],
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
  other: [
    ...flags('PTMCap', 'ptm.capability', {
      Requester: 'requester_capable',
      Responder: 'responder_capable',
      Root: 'root_capable',
    }),
    ...flags('PTMControl', 'ptm.control', { Enabled: 'enable', RootSelected: 'root_select' }),
  ],
});

export default [ltr, l1PmSubstates, ptm];
