import { flags, type Get, only, type Table, unread, value, type Wording } from './language.ts';
import { decimal, decimalPlus, hex, named, orCode, power } from './wordings.ts';

/** `LaneErr at lane: 0 4`. lspci reads 16 of the 32 lanes. */
const lanes = only((bitmap) => {
  const failed: number[] = [];
  for (let lane = 0; lane < 32; lane++) if ((bitmap >>> lane) & 1) failed.push(lane);
  return failed.length === 0 ? '0' : `LaneErr at lane: ${failed.join(' ')}`;
});

const secondaryPcie = (): Table => ({
  capabilities: ['secondary_pcie'],
  rows: [
    ...flags('LnkCtl3', 'secondary_pcie.link_control_3', {
      LnkEquIntrruptEn: 'link_equalization_request_interrupt_enable',
      PerformEqu: 'perform_equalization',
    }),
    value('LaneErrStat', '**', 'secondary_pcie.lane_error_status', lanes),
  ],
});

/** lspci takes more bits for the others. */
const elementTypes: Wording = {
  show: (code) => ['Config', 'Egress', 'Internal'][code] ?? `??${code}`,
  read: (words) => {
    const code = ['Config', 'Egress', 'Internal'].indexOf(words);
    return code < 0 ? undefined : code;
  },
};

const two = (n: number): string => n.toString(16).padStart(2, '0');

const link = 'rc_link_declaration.link[0]';
const address = `${link}.configuration_address` as const;

/** `01:11.4`: the Bus Number has as many bits as a field says, 8 when that is 0. */
const routingId = (get: Get): string => {
  const width = get(`${address}.bus_number_bits`) ?? 0;
  const bus =
    width === 0
      ? get(`${address}.bus_number`)
      : (get(`${address}.bus_number_and_base_address`) ?? 0) % 2 ** width;
  const device = get(`${address}.device_number`) ?? 0;
  return `${two(bus ?? 0)}:${two(device)}.${get(`${address}.function_number`)}`;
};

const rcLinkDeclaration = (): Table => ({
  capabilities: ['rc_link_declaration'],
  rows: [
    value('Desc', 'PortNumber=*', 'rc_link_declaration.element_self_description.port_number', hex(2)),
    value('Desc', 'ComponentID=*', 'rc_link_declaration.element_self_description.component_id', hex(2)),
    value('Desc', 'EltType=*', 'rc_link_declaration.element_self_description.element_type', elementTypes),
    value('Link#.Desc', 'TargetPort=*', `${link}.description.target_port_number`, hex(2)),
    value('Link#.Desc', 'TargetComponent=*', `${link}.description.target_component_id`, hex(2)),
    value(
      'Link#.Desc',
      'LinkType=*',
      `${link}.description.link_type`,
      named({ 0: 'MemMapped', 1: 'Config' }),
    ),
    ...flags('Link#.Desc', `${link}.description`, {
      AssocRCRB: 'associate_rcrb_header',
      LinkValid: 'link_valid',
    }),
    value(
      'Link#.Addr',
      '*',
      address,
      only((_, get, exact) =>
        get(`${link}.description.link_type`) ? routingId(get) : hex(16).show(0, get, exact),
      ),
      { path: `${link}.rcrb_address` },
    ),
    value('Link#.Addr', 'CfgSpace=*', address, hex(16)),
  ],
  forReading: [value('Link#.Addr', '*', `${link}.rcrb_address`, hex(16))],
});

const vcSelect = orCode(['Fixed', 'WRR32', 'WRR64', 'WRR128']);
const portSelect = orCode(['Fixed', 'WRR32', 'WRR64', 'WRR128', 'TWRR128', 'WRR256']);
/** A table that is printed when it is there. */
const isThere = only((offset) => (offset === 0 ? undefined : ' '));

const virtualChannels = (name: 'vc' | 'vc9'): Table => {
  const resource = `${name}.resource[0]` as const;
  return {
    capabilities: [name],
    rows: [
      value('Caps', 'LPEVC=*', `${name}.port_capability_1.low_priority_extended_vc_count`),
      value('Caps', 'RefClk=*', `${name}.port_capability_1.reference_clock`, orCode({ 0: '100ns' })),
      value(
        'Caps',
        'PATEntryBits=*',
        `${name}.port_capability_1.port_arbitration_table_entry_size`,
        power(1),
      ),
      ...flags('Arb', `${name}.port_capability_2`, {
        Fixed: 'hardware_fixed_arbitration',
        WRR32: 'wrr_32_phases',
        WRR64: 'wrr_64_phases',
        WRR128: 'wrr_128_phases',
      }),
      value('Ctrl', 'ArbSelect=*', `${name}.port_control.vc_arbitration_select`, vcSelect),
      ...flags('Status', `${name}.port_status`, { InProgress: 'vc_arbitration_table_status' }),
      // lspci gives the VC Arbitration Table this name.
      value('', 'Port Arbitration Table*[', `${name}.port_capability_2.vc_arbitration_table_offset`, isThere),
      value('VC#.Caps', 'PATOffset=*', `${resource}.capability.port_arbitration_table_offset`, hex(2)),
      // 3.7 has fewer bits of it.
      ...unread([
        value('VC#.Caps', 'MaxTimeSlots=*', `${resource}.capability.maximum_time_slots`, decimalPlus(1)),
      ]),
      ...flags('VC#.Caps', `${resource}.capability`, { RejSnoopTrans: 'reject_snoop_transactions' }),
      ...flags('VC#.Arb', `${resource}.capability`, {
        Fixed: 'hardware_fixed_arbitration',
        WRR32: 'wrr_32_phases',
        WRR64: 'wrr_64_phases',
        WRR128: 'wrr_128_phases',
        TWRR128: 'time_based_wrr_128_phases',
        WRR256: 'wrr_256_phases',
      }),
      ...flags('VC#.Ctrl', `${resource}.control`, { Enable: 'vc_enable' }),
      value('VC#.Ctrl', 'ID=*', `${resource}.control.vc_id`, decimal),
      value('VC#.Ctrl', 'ArbSelect=*', `${resource}.control.port_arbitration_select`, portSelect),
      value('VC#.Ctrl', 'TC/VC=*', `${resource}.control.tc_vc_map`, hex(2)),
      ...flags('VC#.Status', `${resource}.status`, {
        NegoPending: 'vc_negotiation_pending',
        InProgress: 'port_arbitration_table_status',
      }),
      value(
        'VC#.Status',
        'Port Arbitration Table*<',
        `${resource}.capability.port_arbitration_table_offset`,
        isThere,
      ),
    ],
  };
};

export default [secondaryPcie, rcLinkDeclaration, () => virtualChannels('vc'), () => virtualChannels('vc9')];
