import { hasLinkBelow, kindOfType } from '../../../machine/port.ts';
import { defineRule } from '../../define.ts';

const fiveGigatransfers = 2;
const capable = 'pcie.link_capabilities.data_link_layer_link_active_reporting_capable';
const port = (speed: number, reporting: number, hotPlug = 0) => ({
  fields: {
    'pcie.capabilities.version': 2,
    'pcie.capabilities.device_port_type': 4,
    'pcie.capabilities.slot_implemented': hotPlug,
    ...(hotPlug === 1 ? { 'pcie.slot_capabilities.hot_plug_capable': 1 } : {}),
    'pcie.link_capabilities.max_link_speed': speed,
    [capable]: reporting,
  },
  options: { layout: 1 as const },
});

export default defineRule({
  meta: {
    id: 'pcie/dll-active-reporting',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'A fast or hot-plug port reports when its link is active',
    why: 'Hot-plug and reset code waits for the bit; without it, it can only wait long enough.',
    fix: 'Set Data Link Layer Link Active Reporting Capable.',
    spec: 'PCIe 6.0 §7.5.3.6',
    reads: ['pcie.capabilities.device_port_type', 'pcie.link_capabilities.max_link_speed', capable],
    mayRead: ['pcie.slot_capabilities.hot_plug_capable'],
    messages: {
      speed:
        'Data Link Layer Link Active Reporting Capable is 0, but must be 1 in a port of more than 5 GT/s',
      slot: 'Data Link Layer Link Active Reporting Capable is 0, but must be 1 in a hot-plug capable port',
    },
  },
  check(subject, report) {
    const type = subject.get('pcie.capabilities.device_port_type');
    const speed = subject.get('pcie.link_capabilities.max_link_speed');
    const hotPlug = subject.find('pcie.slot_capabilities.hot_plug_capable');
    if (subject.get(capable) === 1 || !hasLinkBelow(kindOfType(type))) return;
    if (speed > fiveGigatransfers) report('speed', capable);
    else if (hotPlug === 1) report('slot', capable);
  },
  examples: {
    good: [port(3, 1), port(1, 0)],
    bad: [port(3, 0), port(1, 0, 1)],
  },
});
