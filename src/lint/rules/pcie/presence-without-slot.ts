import { hasLinkBelow, kindOfType } from '../../../machine/port.ts';
import { defineRule } from '../../define.ts';

const slotStatus = 0x1a;
const presenceDetect = 0x40;
const port = (status: number) => ({
  fields: {
    'pcie.capabilities.version': 2,
    'pcie.capabilities.device_port_type': 4,
    'pcie.capabilities.slot_implemented': 0,
  },
  options: { layout: 1 as const, offsets: { pcie: 0x40 } },
  bytes: { 90: [status, 0] },
});

export default defineRule({
  meta: {
    id: 'pcie/presence-without-slot',
    severity: 'info',
    profile: 'strict',
    about: 'device',
    title: 'A port without a slot shows a device as present',
    why: 'Presence Detect State is hardwired to 1 there: software that reads 0 takes the port for empty.',
    fix: 'Set bit 6 of Slot Status, or Slot Implemented.',
    spec: 'PCIe 6.0 §7.5.3.11',
    reads: [
      'pcie.capabilities.version',
      'pcie.capabilities.device_port_type',
      'pcie.capabilities.slot_implemented',
    ],
    needs: 256,
    messages: { empty: 'Presence Detect State is 0, but must be 1 with Slot Implemented 0' },
  },
  check(subject, report) {
    const version = subject.get('pcie.capabilities.version');
    const kind = kindOfType(subject.get('pcie.capabilities.device_port_type'));
    const slot = subject.get('pcie.capabilities.slot_implemented');
    const { view } = subject;
    // A version 1 capability ends before Slot Status.
    if (version < 2 || !hasLinkBelow(kind) || slot === 1 || view.layout !== 1) return;
    const at = (view.capability('pcie')?.entry.offset ?? 0) + slotStatus;
    const status = view.config.u16(at);
    if (status >= 0 && (status & presenceDetect) === 0) report('empty', { offset: at, length: 2 });
  },
  examples: { good: [port(0x40)], bad: [port(0)] },
});
