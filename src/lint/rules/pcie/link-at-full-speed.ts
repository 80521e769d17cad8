import { hasLinkAbove, kindOfType } from '../../../machine/port.ts';
import { functionOf } from '../../../model/address.ts';
import { defineRule } from '../../define.ts';

const rates = ['0', '2.5', '5', '8', '16', '32', '64', '128'];
const gigatransfers = (code: number): string => `${rates[code] ?? `code ${code}`} GT/s`;

const link = (speed: number, width: number) => ({
  'pcie.capabilities.version': 2,
  'pcie.link_capabilities.max_link_speed': 4,
  'pcie.link_capabilities.maximum_link_width': 16,
  'pcie.link_status.current_link_speed': speed,
  'pcie.link_status.negotiated_link_width': width,
});
const port = {
  'pcie.capabilities.version': 2,
  'pcie.capabilities.device_port_type': 4,
  'pcie.link_capabilities.max_link_speed': 3,
  'pcie.link_capabilities.maximum_link_width': 8,
  'header.secondary_bus_number': 1,
  'header.subordinate_bus_number': 1,
};

export default defineRule({
  meta: {
    id: 'pcie/link-at-full-speed',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'A link is as fast and as wide as both ends can',
    why: 'The device has less bandwidth than it was bought for: a bad contact, a slot with fewer lanes, or power saving.',
    fix: 'Seat the card again, or take the dump under load.',
    exceptions:
      'GPUs go down to 2.5 GT/s when they idle. A speed that the port above cannot do either is not reported.',
    spec: 'PCIe 6.0 §7.5.3.6, §7.5.3.8',
    reads: [
      'pcie.capabilities.device_port_type',
      'pcie.link_capabilities.max_link_speed',
      'pcie.link_capabilities.maximum_link_width',
      'pcie.link_status.current_link_speed',
      'pcie.link_status.negotiated_link_width',
    ],
    messages: {
      speed: 'the link runs at {{now}}, but could at {{best}}',
      width: 'the link has x{{now}}, but could have x{{best}}',
    },
  },
  check(subject, report) {
    const type = subject.get('pcie.capabilities.device_port_type');
    const mySpeed = subject.get('pcie.link_capabilities.max_link_speed');
    const myWidth = subject.get('pcie.link_capabilities.maximum_link_width');
    const speed = subject.get('pcie.link_status.current_link_speed');
    const width = subject.get('pcie.link_status.negotiated_link_width');
    const { fn, system } = subject;
    if (subject.report.verdict.role === 'vf' || !hasLinkAbove(kindOfType(type))) return;
    if (functionOf(fn.routingId) !== 0 || width === 0) return;
    const above = system.machine.bridgeAbove(fn)?.view;
    const theirSpeed = above?.get('pcie.link_capabilities.max_link_speed') ?? 0;
    const theirWidth = above?.get('pcie.link_capabilities.maximum_link_width') ?? 0;
    const bestSpeed = theirSpeed === 0 ? mySpeed : Math.min(mySpeed, theirSpeed);
    const bestWidth = theirWidth === 0 ? myWidth : Math.min(myWidth, theirWidth);
    if (speed !== 0 && speed < bestSpeed) {
      const values = { now: gigatransfers(speed), best: gigatransfers(bestSpeed) };
      report('speed', 'pcie.link_status.current_link_speed', values);
    }
    if (width < bestWidth) {
      report('width', 'pcie.link_status.negotiated_link_width', { now: width, best: bestWidth });
    }
  },
  examples: {
    good: [
      { fields: link(4, 16) },
      {
        functions: [
          { address: '00:01.0', fields: port, options: { layout: 1 } },
          { address: '01:00.0', fields: link(3, 8) },
        ],
      },
    ],
    bad: [{ fields: link(1, 16) }, { fields: link(4, 4) }],
  },
});
