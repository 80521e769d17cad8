import { bit, bits, defineExtended, register, whole } from '../define.ts';
import { vf } from '../vf.ts';

const extended = { when: { 'capability.extended_power_budgeting_supported': 1 }, reset: 0 };
const limits = { when: { 'capability.power_limit_supported': 1 }, reset: 0 };
const connector = { when: { 'data.extended_power_budgeting_present': 1 } };

/** Codes that have a meaning of their own while the scale is 1.0. */
const largePowers = {
  240: '239 to 250 W',
  241: '250 to 275 W',
  242: '275 to 300 W',
  243: '300 to 325 W',
  244: '325 to 350 W',
  245: '350 to 375 W',
  246: '375 to 400 W',
  247: '400 to 425 W',
  248: '425 to 450 W',
  249: '450 to 475 W',
  250: '475 to 500 W',
  251: '500 to 525 W',
  252: '525 to 550 W',
  253: '550 to 575 W',
  254: '575 to 600 W',
  255: 'over 600 W',
};

export default defineExtended(() => ({
  id: 0x0004,
  name: 'power_budgeting',
  title: 'Power Budgeting',
  spec: 'PCIe 6.0 §7.8.1',
  aliases: { setpci: 'ECAP_PB', linux: 'PCI_EXT_CAP_ID_PWR' },
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, "The PF's figures include all its VFs.", {
    spec: 'r6/7 7.8.1; r5 9.3.7.3',
  }),
  length: 0x10,
  macros: {
    '': 'PCI_EXT_CAP_PWR_SIZEOF',
    'data.base_power': 'PCI_PWR_DATA_BASE()',
    'data.data_scale': 'PCI_PWR_DATA_SCALE()',
    'data.pm_sub_state': 'PCI_PWR_DATA_PM_SUB()',
    'data.pm_state': 'PCI_PWR_DATA_PM_STATE()',
    'data.type': 'PCI_PWR_DATA_TYPE()',
    'data.power_rail': 'PCI_PWR_DATA_RAIL()',
    'capability.system_allocated': 'PCI_PWR_CAP_BUDGET()',
  },
  registers: {
    data_select: whole(0x04, 8, 'Power Budgeting Data Select', 'RW', {
      linux: 'PCI_PWR_DSR',
      spec: 'PCIe 6.0 §7.8.1.2',
      note: 'The entry that Power Budgeting Data shows; a dump holds only that one.',
    }),
    control: register(
      0x06,
      16,
      'Power Budgeting Control',
      {
        extended_power_budgeting_enable: bit(0, 'Extended Power Budgeting Enable', 'RW', extended),
        power_limit_enable: bit(1, 'Power Limit Enable', 'RWS', limits),
        power_limit_pm_sub_state: bits(4, 2, 'Power Limit PM Sub State', 'RWS', limits),
        out_of_band_power_limit_enable: bit(5, 'Out of Band Power Limit Enable', 'HwInit', limits),
        out_of_band_power_limit_pm_sub_state: bits(
          8,
          6,
          'Out of Band Power Limit PM Sub State',
          'HwInit',
          limits,
        ),
      },
      { spec: 'PCIe 6.0 §7.8.1.3' },
    ),
    data: register(
      0x08,
      32,
      'Power Budgeting Data',
      {
        base_power: bits(7, 0, 'Base Power', 'RO', {
          when: { 'data.data_scale': 0, 'data.data_scale_upper': 0 },
          unit: { label: 'W', special: largePowers },
          note: 'With Extended Power Budgeting Enable the codes from F0h are watts too.',
        }),
        scaled_base_power: bits(7, 0, 'Base Power, scaled down', 'RO', {
          when: { 'data.data_scale': { not: 0 }, 'data.data_scale_upper': 0 },
          unit: { label: 'W', scale: { field: 'data.data_scale', factors: [1, 0.1, 0.01, 0.001] } },
        }),
        multiplied_base_power: bits(7, 0, 'Base Power, scaled up', 'RO', {
          when: { 'data.data_scale_upper': 1 },
          unit: { label: 'W', scale: { field: 'data.data_scale', factors: [10, 100] } },
        }),
        data_scale: bits(9, 8, 'Data Scale', 'RO', {
          note: '1.0, 0.1, 0.01, 0.001; with its upper bit 10, 100.',
        }),
        pm_sub_state: bits(12, 10, 'PM Sub State', 'RO', {
          values: { 0: 'default', rest: 'device specific' },
        }),
        pm_state: bits(14, 13, 'PM State', 'RO', { values: { 0: 'D0', 1: 'D1', 2: 'D2', 3: 'D3' } }),
        type: bits(17, 15, 'Type', 'RO', {
          values: {
            0: 'PME Aux',
            1: 'auxiliary',
            2: 'idle',
            3: 'sustained',
            4: 'sustained, Emergency Power Reduction',
            5: 'maximum, Emergency Power Reduction',
            6: 'reserved',
            7: 'maximum',
          },
        }),
        power_rail: bits(20, 18, 'Power Rail', 'RO', {
          values: {
            0: '12 V',
            1: '3.3 V',
            2: '1.5 V or 1.8 V',
            4: '48 V',
            5: '5 V',
            7: 'thermal',
            rest: 'reserved',
          },
        }),
        data_scale_upper: bit(21, 'Data Scale, upper bit', 'RO'),
        connector_number: bits(24, 22, 'Connector Number', 'RO', connector),
        connector_type: bits(30, 25, 'Connector Type', 'RO', {
          ...connector,
          values: {
            0: 'edge connector',
            1: 'power of the system without a connector',
            2: 'power of the card without a connector',
            3: 'power from elsewhere without a connector',
            4: '2x3',
            5: '2x4 with a 2x3 or 2x4 cable',
            6: '2x4 with a 2x3 cable',
            7: '2x4 with a 2x4 cable',
            8: '12VHPWR, Sense0 open',
            9: '12VHPWR, Sense0 grounded',
            12: '48VHPWR, both sense wires open',
            13: '48VHPWR, Sense0 grounded',
            14: '48VHPWR, Sense1 grounded',
            15: '48VHPWR, both sense wires grounded',
            rest: 'reserved, or from 30h of the vendor',
          },
        }),
        extended_power_budgeting_present: bit(31, 'Extended Power Budgeting Present', 'RO'),
      },
      { linux: 'PCI_PWR_DATA', spec: 'PCIe 6.0 §7.8.1.4', note: 'All zero past the last entry.' },
    ),
    capability: register(
      0x0c,
      8,
      'Power Budgeting Capability',
      {
        system_allocated: bit(0, 'System Allocated', 'HwInit', {
          note: '1: the budget of the system already includes the device.',
        }),
        extended_power_budgeting_supported: bit(1, 'Extended Power Budgeting Supported', 'HwInit'),
        sense_detect_supported: bit(2, 'Power Budgeting Sense Detect Supported', 'HwInit'),
        power_limit_supported: bit(3, 'Power Limit Supported', 'HwInit'),
        power_disable_supported: bits(5, 4, 'Power Disable Supported', 'HwInit', {
          values: {
            0: 'not reported',
            1: 'to recover a device that does not answer',
            2: 'to enter and leave D3cold',
            3: 'reserved',
          },
        }),
        power_loss_notification_supported: bits(7, 6, 'Power Loss Notification Supported', 'HwInit', {
          values: {
            0: 'not reported',
            1: 'without acknowledgement',
            2: 'with acknowledgement',
            3: 'reserved',
          },
        }),
      },
      { linux: 'PCI_PWR_CAP', spec: 'PCIe 6.0 §7.8.1.5' },
    ),
    sense_detect: register(
      0x0d,
      24,
      'Power Budgeting Sense Detect',
      {
        connector_0: bits(2, 0, 'Sense Data of Connector 0', 'RO'),
        connector_1: bits(5, 3, 'Sense Data of Connector 1', 'RO'),
        connector_2: bits(8, 6, 'Sense Data of Connector 2', 'RO'),
        connector_3: bits(11, 9, 'Sense Data of Connector 3', 'RO'),
        connector_4: bits(14, 12, 'Sense Data of Connector 4', 'RO'),
        connector_5: bits(17, 15, 'Sense Data of Connector 5', 'RO'),
        connector_6: bits(20, 18, 'Sense Data of Connector 6', 'RO'),
        connector_7: bits(23, 21, 'Sense Data of Connector 7', 'RO'),
      },
      { when: { 'capability.sense_detect_supported': 1 }, spec: 'PCIe 6.0 §7.8.1.6' },
    ),
  },
}));
