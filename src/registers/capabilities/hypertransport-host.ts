import { bit, bits, defineStandard, register, whole } from '../define.ts';
import {
  aliases,
  errorHandling,
  features,
  frequencyAndError,
  frequencyCapability,
  interfaceType,
  linkConfiguration,
  linkControl,
  memoryUpper,
  notInVf,
  revisionId,
  spec,
} from '../hypertransport-link.ts';

// The registers after Revision ID came with HyperTransport 1.02.
const since102 = { revision: { atLeast: 0x22 } };
const extended = { 'features.extended_register_set': 1 };

export default defineStandard(() => ({
  id: 0x08,
  name: 'hypertransport_host',
  title: 'HyperTransport Host or Secondary Interface',
  spec,
  aliases,
  when: { 'command.capability_type': 1 },
  inVf: 'not-implemented',
  vf: notInVf,
  length: 0x18,
  macros: {
    '': 'HT_CAPTYPE_HOST HT_CAP_SIZEOF_SHORT',
  },
  registers: {
    command: register(0x02, 16, 'Command', {
      warm_reset: bit(0, 'Warm Reset', 'RW'),
      double_ended: bit(1, 'Double-Ended', 'RW', { reset: 0 }),
      device_number: bits(6, 2, 'Device Number', 'RW', { style: 'hex' }),
      chain_side: bit(7, 'Chain Side', 'RO'),
      host_hide: bit(8, 'Host Hide', 'RW'),
      act_as_slave: bit(10, 'Act as Slave', 'RW', { reset: 0 }),
      inbound_end_of_chain_error: bit(11, 'Host Inbound End of Chain Error', 'RW1C'),
      drop_on_uninitialized_link: bit(12, 'Drop on Uninitialized Link', 'RW', { reset: 0 }),
      capability_type: interfaceType,
    }),
    link_control: register(0x04, 16, 'Link Control', linkControl),
    link_configuration: register(0x06, 16, 'Link Configuration', linkConfiguration),
    revision: register(0x08, 8, 'Revision ID', revisionId),
    link_frequency: register(0x09, 8, 'Link Frequency and Error', frequencyAndError, { when: since102 }),
    link_frequency_capability: register(0x0a, 16, 'Link Frequency Capability', frequencyCapability, {
      when: since102,
    }),
    features: register(
      0x0c,
      16,
      'Feature Capability',
      {
        ...features,
        extended_register_set: bit(8, 'Extended Register Set', 'RO'),
        upstream_configuration_enable: bit(9, 'Upstream Configuration Enable', 'RW'),
      },
      { when: since102 },
    ),
    enumeration_scratchpad: whole(0x10, 16, 'Enumeration Scratchpad', 'RW', { style: 'hex', when: extended }),
    error_handling: register(0x12, 16, 'Error Handling', errorHandling, { when: extended }),
    memory_base_upper: memoryUpper(0x14, 'Memory Base Upper', extended),
    memory_limit_upper: memoryUpper(0x15, 'Memory Limit Upper', extended),
  },
}));
