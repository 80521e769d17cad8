import { bit, bits, defineStandard, register, repeat, whole } from '../define.ts';
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

export default defineStandard(() => ({
  id: 0x08,
  name: 'hypertransport_slave',
  title: 'HyperTransport Slave or Primary Interface',
  spec,
  aliases,
  when: { 'command.capability_type': 0 },
  inVf: 'not-implemented',
  vf: notInVf,
  length: 0x1c,
  macros: {
    '': 'HT_CAPTYPE_SLAVE HT_CAP_SIZEOF_LONG',
    'command.capability_type': 'HT_3BIT_CAP_MASK',
  },
  registers: {
    command: register(0x02, 16, 'Command', {
      base_unit_id: bits(4, 0, 'Base UnitID', 'RW', { reset: 0 }),
      unit_count: bits(9, 5, 'Unit Count', 'RO'),
      master_host: bit(10, 'Master Host', 'RO', { values: { 0: 'link 0', 1: 'link 1' } }),
      default_direction: bit(11, 'Default Direction', 'RW', {
        reset: 0,
        values: { 0: 'toward the master host', 1: 'away from the master host' },
      }),
      drop_on_uninitialized_link: bit(12, 'Drop on Uninitialized Link', 'RW', { reset: 0 }),
      capability_type: interfaceType,
    }),
    link: repeat(
      { title: 'Link', offset: 0x04, count: 2, stride: 4 },
      {
        control: register(0x00, 16, 'Link Control', linkControl),
        configuration: register(0x02, 16, 'Link Configuration', linkConfiguration),
      },
    ),
    revision: register(0x0c, 8, 'Revision ID', revisionId),
    link_frequency: repeat(
      { title: 'Link Frequency', offset: 0x0d, count: 2, stride: 4, when: since102 },
      {
        current: register(0x00, 8, 'Link Frequency and Error', frequencyAndError),
        capability: register(0x01, 16, 'Link Frequency Capability', frequencyCapability),
      },
    ),
    features: register(0x10, 8, 'Feature Capability', features, { when: since102 }),
    enumeration_scratchpad: whole(0x14, 16, 'Enumeration Scratchpad', 'RW', { style: 'hex', when: since102 }),
    error_handling: register(0x16, 16, 'Error Handling', errorHandling, { when: since102 }),
    memory_base_upper: memoryUpper(0x18, 'Memory Base Upper', since102),
    memory_limit_upper: memoryUpper(0x19, 'Memory Limit Upper', since102),
    bus_number: whole(0x1a, 8, 'Bus Number', 'RO', { style: 'hex', when: since102 }),
  },
}));
