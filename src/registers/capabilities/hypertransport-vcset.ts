import { bits, defineStandard, register, whole } from '../define.ts';
import { aliases, notInVf, spec, typeOnly } from '../hypertransport-link.ts';

const sets = { style: 'hex', members: 'VCSets' } as const;

export default defineStandard(() => ({
  id: 0x08,
  name: 'hypertransport_vcset',
  title: 'HyperTransport VCSet',
  spec,
  aliases,
  when: { 'command.capability_type': 23 },
  inVf: 'not-implemented',
  vf: notInVf,
  length: 16,
  macros: {
    '': 'HT_CAPTYPE_VCSET',
  },
  registers: {
    command: typeOnly,
    supported: whole(0x04, 8, 'VCSets Supported', 'RO', sets),
    link_1_enabled: whole(0x05, 8, 'Link 1 VCSets Enabled', 'RW', sets),
    link_0_enabled: whole(0x06, 8, 'Link 0 VCSets Enabled', 'RW', sets),
    stream_bucket_depth: whole(0x08, 8, 'Stream Bucket Depth', 'RW'),
    stream_interval: whole(0x09, 8, 'Stream Interval', 'RW'),
    streaming_vcs: register(0x0a, 8, 'Streaming VCs', {
      supported: bits(3, 0, 'Streaming VCs Supported', 'RO', {
        values: { 0: 'none', 3: '3', 15: '15', rest: 'reserved' },
      }),
    }),
    non_flow_control_bucket_depth: whole(0x0c, 8, 'Non-Flow-Control Bucket Depth', 'RW'),
    non_flow_control_interval: whole(0x0d, 8, 'Non-Flow-Control Interval', 'RW'),
  },
}));
