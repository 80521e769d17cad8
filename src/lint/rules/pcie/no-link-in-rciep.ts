import { isIntegrated, kindOfType } from '../../../machine/port.ts';
import { defineRule } from '../../define.ts';

const registers: readonly (readonly [offset: number, bytes: 2 | 4, name: string])[] = [
  [0x0c, 4, 'Link Capabilities'],
  [0x10, 2, 'Link Control'],
  [0x12, 2, 'Link Status'],
];
const endpoint = (bytes: readonly number[]) => ({
  fields: { 'pcie.capabilities.version': 2, 'pcie.capabilities.device_port_type': 9 },
  options: { offsets: { pcie: 0x40 } },
  bytes: { 76: bytes },
});

export default defineRule({
  meta: {
    id: 'pcie/no-link-in-rciep',
    severity: 'info',
    profile: 'pedantic',
    about: 'device',
    title: 'A Function of the Root Complex has no link registers',
    why: 'They are hardwired to 0 without a link; other software may show a link that is not there.',
    fix: 'Clear the registers, or correct Device/Port Type.',
    exceptions: 'Functions of the Intel X58 I/O hub.',
    spec: 'PCIe 6.0 §7.5.3',
    reads: ['pcie.capabilities.version', 'pcie.capabilities.device_port_type'],
    needs: 256,
    messages: { found: '{{name}} is {{value}}, but must be 0 in a Function without a link' },
  },
  check(subject, report) {
    const version = subject.get('pcie.capabilities.version');
    if (version < 2 || !isIntegrated(kindOfType(subject.get('pcie.capabilities.device_port_type')))) return;
    const { view } = subject;
    const base = view.capability('pcie')?.entry.offset ?? 0;
    for (const [offset, length, name] of registers) {
      const value = length === 4 ? view.config.u32(base + offset) : view.config.u16(base + offset);
      if (value <= 0) continue;
      const text = `${value
        .toString(16)
        .toUpperCase()
        .padStart(2 * length, '0')}h`;
      report('found', { offset: base + offset, length }, { name, value: text });
    }
  },
  examples: { good: [endpoint([0])], bad: [endpoint([0x11]), endpoint([0, 0, 0, 0, 0, 0, 0x11])] },
});
