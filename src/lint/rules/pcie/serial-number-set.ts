import { defineRule } from '../../define.ts';
import { serialNumberOf } from '../../serial-number.ts';

export default defineRule({
  meta: {
    id: 'pcie/serial-number-set',
    severity: 'info',
    profile: 'pedantic',
    about: 'device',
    title: 'A Device Serial Number is filled in',
    why: 'Boards cannot be told apart by it, nor can a PF and a VF be found to be of one.',
    fix: 'Program the serial number, or take the capability out.',
    exceptions: 'Fixtures with serial numbers blanked out.',
    spec: 'PCIe 6.0 §7.9.3.2',
    reads: [],
    needs: 4096,
    messages: { blank: 'Serial Number is {{text}}, which is blank' },
  },
  check({ view }, report) {
    const number = serialNumberOf(view);
    if (number?.blank) report('blank', 'dsn.serial_number', { text: number.text });
  },
  examples: {
    good: [{ fields: { 'pcie.capabilities.version': 2, 'dsn.serial_number': 0x001b21ffff123456n } }],
    bad: [
      { fields: { 'pcie.capabilities.version': 2, 'dsn.serial_number': 0 } },
      { fields: { 'pcie.capabilities.version': 2, 'dsn.serial_number': 0xffffffffffffffffn } },
    ],
  },
});
