import { bit, bits, defineExtended, register, vf } from '../define.ts';

export default defineExtended(() => ({
  id: 0x0021,
  name: 'frs_queueing',
  title: 'FRS Queueing',
  spec: 'PCIe 6.0 §7.8.10',
  aliases: { setpci: 'ECAP_FRS' },
  inVf: 'not-implemented',
  vf: vf('not-implemented-in-vf', null, 'Only Root Ports and Root Complex Event Collectors have it.', {
    spec: 'r6/7 7.8.10',
  }),
  length: 0x10,
  registers: {
    capability: register(
      0x04,
      32,
      'FRS Queueing Capability',
      {
        queue_max_depth: bits(11, 0, 'FRS Queue Max Depth', 'HwInit', { unit: { label: 'messages' } }),
        interrupt_message_number: bits(20, 16, 'FRS Interrupt Message Number', 'RO'),
      },
      { spec: 'PCIe 6.0 §7.8.10.2' },
    ),
    status: register(
      0x08,
      16,
      'FRS Queueing Status',
      {
        message_received: bit(0, 'FRS Message Received', 'RW1C', { reset: 0 }),
        message_overflow: bit(1, 'FRS Message Overflow', 'RW1C', { reset: 0 }),
      },
      { spec: 'PCIe 6.0 §7.8.10.3' },
    ),
    control: register(
      0x0a,
      16,
      'FRS Queueing Control',
      { interrupt_enable: bit(0, 'FRS Interrupt Enable', 'RW', { reset: 0 }) },
      { spec: 'PCIe 6.0 §7.8.10.4' },
    ),
    message_queue: register(
      0x0c,
      32,
      'FRS Message Queue',
      {
        function_id: bits(15, 0, 'FRS Message Queue Function ID', 'RO', {
          style: 'routing-id',
          note: 'Oldest message; VFs report by it that they are ready.',
        }),
        reason: bits(19, 16, 'FRS Message Queue Reason', 'RO', {
          values: {
            1: 'DRS Message received',
            2: 'D3hot to D0 done',
            3: 'Function Level Reset done',
            8: 'VF Enable set: VFs are ready',
            9: 'VF Enable cleared: VFs are gone',
            rest: 'reserved',
          },
        }),
        depth: bits(31, 20, 'FRS Message Queue Depth', 'RO', { reset: 0, unit: { label: 'messages' } }),
      },
      { spec: 'PCIe 6.0 §7.8.10.5' },
    ),
  },
}));
