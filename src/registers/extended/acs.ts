import { bit, bits, defineExtended, register, vf, whole } from '../define.ts';

const spec = { spec: 'r6/7 7.7.11; r5 9.3.7.6' } as const;
const portsOnly = vf('hardwired-zero', null, 'Only Root Ports and Switch Downstream Ports have it.', spec);
const own = vf(
  'independent',
  null,
  'Each VF has its own; without it traffic between VFs inside the device, if there is any, cannot be steered.',
  spec,
);
const memoryTarget = { 0: 'direct access', 1: 'request blocking', 2: 'request redirect', 3: 'reserved' };
const enhanced = { when: { 'capability.enhanced_capability': 1 }, reset: 0, vf: portsOnly };

const hasVector = { 'capability.p2p_egress_control': 1 };
const size = 'capability.egress_control_vector_size';
/** A size of 0 stands for 256 bits. */
const size256 = { ...hasVector, [size]: 0 };
const over32 = { ...hasVector, [size]: { atLeast: 33 } };
const over64 = { ...hasVector, [size]: { atLeast: 65 } };
const over96 = { ...hasVector, [size]: { atLeast: 97 } };
const over128 = { ...hasVector, [size]: { atLeast: 129 } };
const over160 = { ...hasVector, [size]: { atLeast: 161 } };
const over192 = { ...hasVector, [size]: { atLeast: 193 } };
const over224 = { ...hasVector, [size]: { atLeast: 225 } };
const vector = {
  reset: 0,
  style: 'hex',
  spec: 'PCIe 6.0 §7.7.11.4',
  vf: vf(
    'independent',
    null,
    'Each Function has its own: one bit for each Function or Function Group.',
    spec,
  ),
} as const;

export default defineExtended(() => ({
  id: 0x000d,
  name: 'acs',
  title: 'Access Control Services',
  spec: 'PCIe 6.0 §7.7.11',
  aliases: { setpci: 'ECAP_ACS', linux: 'PCI_EXT_CAP_ID_ACS' },
  inVf: 'optional',
  vf: vf('independent', null, 'Each VF has its own.', spec),
  length: [
    { when: size256, length: 0x28 },
    { when: over224, length: 0x28 },
    { when: over192, length: 0x24 },
    { when: over160, length: 0x20 },
    { when: over128, length: 0x1c },
    { when: over96, length: 0x18 },
    { when: over64, length: 0x14 },
    { when: over32, length: 0x10 },
    { when: hasVector, length: 0x0c },
    { length: 0x08 },
  ],
  macros: {
    'capability.egress_control_vector_size': '~PCI_ACS_EGRESS_BITS',
  },
  registers: {
    capability: register(
      0x04,
      16,
      'ACS Capability',
      {
        source_validation: bit(0, 'ACS Source Validation', 'RO', { linux: 'PCI_ACS_SV', vf: portsOnly }),
        translation_blocking: bit(1, 'ACS Translation Blocking', 'RO', {
          linux: 'PCI_ACS_TB',
          vf: portsOnly,
        }),
        p2p_request_redirect: bit(2, 'ACS P2P Request Redirect', 'RO', { linux: 'PCI_ACS_RR', vf: own }),
        p2p_completion_redirect: bit(3, 'ACS P2P Completion Redirect', 'RO', {
          linux: 'PCI_ACS_CR',
          vf: own,
        }),
        upstream_forwarding: bit(4, 'ACS Upstream Forwarding', 'RO', { linux: 'PCI_ACS_UF', vf: portsOnly }),
        p2p_egress_control: bit(5, 'ACS P2P Egress Control', 'RO', { linux: 'PCI_ACS_EC', vf: own }),
        direct_translated_p2p: bit(6, 'ACS Direct Translated P2P', 'RO', { linux: 'PCI_ACS_DT', vf: own }),
        enhanced_capability: bit(7, 'ACS Enhanced Capability', 'RO', { vf: portsOnly }),
        egress_control_vector_size: bits(15, 8, 'Egress Control Vector Size', 'HwInit', {
          when: hasVector,
          unit: { label: 'bits', special: { 0: '256 bits' } },
          vf: vf('independent', null, 'Each Function has its own.', spec),
        }),
      },
      { linux: 'PCI_ACS_CAP', spec: 'PCIe 6.0 §7.7.11.2' },
    ),
    control: register(
      0x06,
      16,
      'ACS Control',
      {
        source_validation_enable: bit(0, 'ACS Source Validation Enable', 'RW', {
          reset: 0,
          linux: 'PCI_ACS_SV',
          vf: portsOnly,
        }),
        translation_blocking_enable: bit(1, 'ACS Translation Blocking Enable', 'RW', {
          reset: 0,
          linux: 'PCI_ACS_TB',
          vf: portsOnly,
        }),
        p2p_request_redirect_enable: bit(2, 'ACS P2P Request Redirect Enable', 'RW', {
          reset: 0,
          linux: 'PCI_ACS_RR',
          vf: own,
        }),
        p2p_completion_redirect_enable: bit(3, 'ACS P2P Completion Redirect Enable', 'RW', {
          reset: 0,
          linux: 'PCI_ACS_CR',
          vf: own,
        }),
        upstream_forwarding_enable: bit(4, 'ACS Upstream Forwarding Enable', 'RW', {
          reset: 0,
          linux: 'PCI_ACS_UF',
          vf: portsOnly,
        }),
        p2p_egress_control_enable: bit(5, 'ACS P2P Egress Control Enable', 'RW', {
          reset: 0,
          linux: 'PCI_ACS_EC',
          vf: own,
        }),
        direct_translated_p2p_enable: bit(6, 'ACS Direct Translated P2P Enable', 'RW', {
          reset: 0,
          linux: 'PCI_ACS_DT',
          vf: own,
        }),
        io_request_blocking_enable: bit(7, 'ACS I/O Request Blocking Enable', 'RW', enhanced),
        dsp_memory_target_access_control: bits(9, 8, 'ACS DSP Memory Target Access Control', 'RW', {
          ...enhanced,
          values: memoryTarget,
        }),
        usp_memory_target_access_control: bits(11, 10, 'ACS USP Memory Target Access Control', 'RW', {
          ...enhanced,
          values: memoryTarget,
        }),
        unclaimed_request_redirect_control: bit(12, 'ACS Unclaimed Request Redirect Control', 'RW', enhanced),
      },
      { linux: 'PCI_ACS_CTRL', spec: 'PCIe 6.0 §7.7.11.3' },
    ),
    egress_control_vector_0: whole(
      [{ when: hasVector, offset: 0x08 }],
      32,
      'Egress Control Vector, bits 31 to 0',
      'RW',
      { ...vector, linux: 'PCI_ACS_EGRESS_CTL_V' },
    ),
    egress_control_vector_1: whole(
      [
        { when: size256, offset: 0x0c },
        { when: over32, offset: 0x0c },
      ],
      32,
      'Egress Control Vector, bits 63 to 32',
      'RW',
      vector,
    ),
    egress_control_vector_2: whole(
      [
        { when: size256, offset: 0x10 },
        { when: over64, offset: 0x10 },
      ],
      32,
      'Egress Control Vector, bits 95 to 64',
      'RW',
      vector,
    ),
    egress_control_vector_3: whole(
      [
        { when: size256, offset: 0x14 },
        { when: over96, offset: 0x14 },
      ],
      32,
      'Egress Control Vector, bits 127 to 96',
      'RW',
      vector,
    ),
    egress_control_vector_4: whole(
      [
        { when: size256, offset: 0x18 },
        { when: over128, offset: 0x18 },
      ],
      32,
      'Egress Control Vector, bits 159 to 128',
      'RW',
      vector,
    ),
    egress_control_vector_5: whole(
      [
        { when: size256, offset: 0x1c },
        { when: over160, offset: 0x1c },
      ],
      32,
      'Egress Control Vector, bits 191 to 160',
      'RW',
      vector,
    ),
    egress_control_vector_6: whole(
      [
        { when: size256, offset: 0x20 },
        { when: over192, offset: 0x20 },
      ],
      32,
      'Egress Control Vector, bits 223 to 192',
      'RW',
      vector,
    ),
    egress_control_vector_7: whole(
      [
        { when: size256, offset: 0x24 },
        { when: over224, offset: 0x24 },
      ],
      32,
      'Egress Control Vector, bits 255 to 224',
      'RW',
      vector,
    ),
  },
}));
