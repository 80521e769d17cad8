import { flags, only, type Table, type Values, value, type Wording } from './language.ts';
import { named, power } from './wordings.ts';

const outstanding = named({ 0: '1', 1: '2', 2: '3', 3: '4', 4: '8', 5: '12', 6: '16', 7: '32' });
const statusWords = {
  '64bit': 'device_64bit',
  '133MHz': 'capable_133mhz',
  SCD: 'split_completion_discarded',
  USC: 'unexpected_split_completion',
} as const;

/** Bus, device and function as the Function itself keeps them. */
const place = (bus: number | undefined, deviceFunction: number): string =>
  `${(bus ?? 0).toString(16).padStart(2, '0')}:${(deviceFunction >> 3).toString(16).padStart(2, '0')}.${deviceFunction & 7}`;

function readPlace(words: string): { bus: number; device: number; fn: number } | undefined {
  const match = /^([0-9a-f]{2}):([01][0-9a-f])\.([0-7])$/i.exec(words);
  if (!match) return undefined;
  const [bus = 0, device = 0, fn = 0] = match.slice(1).map((digits) => parseInt(digits, 16));
  return { bus, device, fn };
}

const ownPlace: Wording = {
  show: (low, get) => place(get('pcix.status.bus_number'), low),
  read(words): Values | undefined {
    const at = readPlace(words);
    return (
      at && { 'pcix.status.device_function': (at.device << 3) | at.fn, 'pcix.status.bus_number': at.bus }
    );
  },
};
const bridgePlace: Wording = {
  show: (raw) => place((raw >>> 8) & 0xff, raw & 0xff),
  read(words): Values | undefined {
    const at = readPlace(words);
    return (
      at && {
        'pcix_bridge.bridge_status.bus_number': at.bus,
        'pcix_bridge.bridge_status.device_number': at.device,
        'pcix_bridge.bridge_status.function_number': at.fn,
      }
    );
  },
};

/** lspci 3.9 reads three of the four bits. */
const frequency = only((code) => ['conv', '66MHz', '100MHz', '133MHz'][code] ?? `?${code}`);

const pcix = (): Table => ({
  capabilities: ['pcix'],
  rows: [
    ...flags('Command', 'pcix.command', {
      DPERE: 'data_parity_error_recovery_enable',
      ERO: 'enable_relaxed_ordering',
    }),
    value('Command', 'RBC=*', 'pcix.command.maximum_memory_read_byte_count', power(512)),
    value('Command', 'OST=*', 'pcix.command.maximum_outstanding_split_transactions', outstanding),
    value('Status', 'Dev=*', 'pcix.status.device_function', ownPlace),
    ...flags('Status', 'pcix.status', {
      ...statusWords,
      RSCEM: 'received_split_completion_error_message',
      '266MHz': 'capable_266mhz',
      '533MHz': 'capable_533mhz',
    }),
    value('Status', ' DC=*', 'pcix.status.device_complexity', named({ 0: 'simple', 1: 'bridge' })),
    value('Status', 'DMMRBC=*', 'pcix.status.designed_maximum_memory_read_byte_count', power(512)),
    value('Status', 'DMOST=*', 'pcix.status.designed_maximum_outstanding_split_transactions', outstanding),
    value('Status', 'DMCRS=*', 'pcix.status.designed_maximum_cumulative_read_size', power(8)),
  ],
});

const pcixBridge = (): Table => ({
  capabilities: ['pcix_bridge'],
  rows: [
    ...flags('Secondary Status', 'pcix_bridge.secondary_status', {
      ...statusWords,
      SCO: 'split_completion_overrun',
      SRD: 'split_request_delayed',
    }),
    value('Secondary Status', 'Freq=*', 'pcix_bridge.secondary_status.mode_and_frequency', frequency),
    value('Status', 'Dev=*', 'pcix_bridge.bridge_status', bridgePlace),
    ...flags('Status', 'pcix_bridge.bridge_status', {
      ...statusWords,
      SCO: 'split_completion_overrun',
      SRD: 'split_request_delayed',
    }),
    value('Upstream', 'Capacity=*', 'pcix_bridge.upstream_split_transaction_control.capacity'),
    value('Upstream', 'CommitmentLimit=*', 'pcix_bridge.upstream_split_transaction_control.commitment_limit'),
    value('Downstream', 'Capacity=*', 'pcix_bridge.downstream_split_transaction_control.capacity'),
    value(
      'Downstream',
      'CommitmentLimit=*',
      'pcix_bridge.downstream_split_transaction_control.commitment_limit',
    ),
  ],
});

export default [pcix, pcixBridge];
