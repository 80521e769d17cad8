import { bit, bits, defineExtended, register, vf } from '../define.ts';

export default defineExtended(() => ({
  id: 0x001c,
  name: 'lnr',
  title: 'LN Requester',
  spec: 'PCIe 4.0',
  aliases: { setpci: 'ECAP_LNR' },
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'Lightweight Notification was dropped in PCIe 6.0 and hardly built.'),
  length: 8,
  note: 'Deprecated.',
  registers: {
    capability: register(0x04, 16, 'LNR Capability', {
      lnr_64_supported: bit(0, 'LNR-64 Supported', 'RO'),
      lnr_128_supported: bit(1, 'LNR-128 Supported', 'RO'),
      registration_max: bits(12, 8, 'LNR Registration Max', 'RO', {
        unit: { label: 'cache lines', power: true },
      }),
    }),
    control: register(0x06, 16, 'LNR Control', {
      lnr_enable: bit(0, 'LNR Enable', 'RW', { reset: 0 }),
      lnr_cls: bit(1, 'LNR CLS', 'RW', { reset: 0, values: { 0: '64 bytes', 1: '128 bytes' } }),
      registration_limit: bits(12, 8, 'LNR Registration Limit', 'RW', {
        unit: { label: 'cache lines', power: true },
      }),
    }),
  },
}));
