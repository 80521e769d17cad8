import { bit, bits, defineStandard, register, repeat, whole } from '../define.ts';
import { aliases, notInVf, spec, typeOnly } from '../hypertransport-link.ts';

export default defineStandard(() => ({
  id: 0x08,
  name: 'hypertransport_error_retry',
  title: 'HyperTransport Error Retry',
  spec,
  aliases,
  when: { 'command.capability_type': 24 },
  inVf: 'not-implemented',
  vf: notInVf,
  length: 12,
  macros: {
    '': 'HT_CAPTYPE_ERROR_RETRY',
  },
  registers: {
    command: typeOnly,
    link: repeat(
      { title: 'Link', offset: 0x04, count: 2, stride: 2 },
      {
        control: register(0x00, 8, 'Retry Control', {
          link_retry_enable: bit(0, 'Link Retry Enable', 'RW', { reset: 0 }),
          force_single_error: bit(1, 'Force Single Error', 'RW', { reset: 0 }),
          rollover_nonfatal_enable: bit(2, 'Rollover Nonfatal Enable', 'RW', { reset: 0 }),
          force_single_stomp: bit(3, 'Force Single Stomp', 'RW', { reset: 0 }),
          retry_nonfatal_enable: bit(4, 'Retry Nonfatal Enable', 'RW', { reset: 0 }),
          retry_fatal_enable: bit(5, 'Retry Fatal Enable', 'RW', { reset: 0 }),
          allowed_attempts: bits(7, 6, 'Allowed Attempts', 'RW'),
        }),
        status: register(0x01, 8, 'Retry Status', {
          retry_sent: bit(0, 'Retry Sent', 'RW1C'),
          count_rollover: bit(1, 'Count Rollover', 'RW1C'),
          stomp_received: bit(2, 'Stomp Received', 'RW1C'),
        }),
      },
    ),
    retry_count: repeat(
      { title: 'Retry Count', offset: 0x08, count: 2, stride: 2 },
      whole(0, 16, 'Retry Count', 'RW', { reset: 0 }),
    ),
  },
}));
