import type { FieldPath } from '../../../src/registers/index.ts';
import { decimal, flags, type Get, hex, named, type Row, type Show, type Table, value } from './language.ts';

const devsel = named({ 0: 'fast', 1: 'medium', 2: 'slow' }, '??');

const memoryTypes: Readonly<Record<number, string>> = { 0: '32-bit', 2: 'low-1M', 4: '64-bit', 6: 'type 3' };

/** The words for a BAR: what it maps, where, and how. A VF BAR has no enables, and all digits of 64 bits. */
export function barWords(
  low: number,
  high: number | undefined,
  enables?: { io: boolean; memory: boolean },
): string {
  const disabled = (enabled: boolean | undefined): string => (enabled === false ? ' [disabled]' : '');
  if (low & 1) {
    const at = (low & ~3) >>> 0;
    return `I/O ports at ${at === 0 ? '<unassigned>' : at.toString(16).padStart(4, '0')}${disabled(enables?.io)}`;
  }
  const type = low & 6;
  const upper = type === 4 ? (high ?? 0) : 0;
  const at = (BigInt(upper) << 32n) | BigInt((low & ~15) >>> 0);
  const place = at === 0n ? '<unassigned>' : at.toString(16).padStart(type === 4 && !enables ? 16 : 8, '0');
  const kind = `${memoryTypes[type]}, ${low & 8 ? '' : 'non-'}prefetchable`;
  return `Memory at ${place} (${kind})${disabled(enables?.memory)}`;
}

const enables = (get: Get): { io: boolean; memory: boolean } => ({
  io: get('header.command.io_space_enable') === 1,
  memory: get('header.command.memory_space_enable') === 1,
});

const isWide = (low: number): boolean => (low & 7) === 4;

/** Whether a BAR is the upper half of the one before it. */
function isUpperHalf(n: number, get: Get): boolean {
  let at = 0;
  while (at < n) at += isWide(get(`header.base_address[${at}]` as FieldPath) ?? 0) ? 2 : 1;
  return at > n;
}

const bars: Row[] = [0, 1, 2, 3, 4, 5].map((n) =>
  value(`Region ${n}`, '**', `header.base_address[${n}]`, (low, get) =>
    isUpperHalf(n, get) ? 'an upper half' : barWords(low, get(`header.base_address[${n + 1}]`), enables(get)),
  ),
);

const expansionRom: Show = (raw, get) => {
  const at = (raw & 0xfffff800) >>> 0;
  const place = at === 0 ? '<unassigned>' : at.toString(16).padStart(8, '0');
  if (!(raw & 1)) return `${place} [disabled]`;
  return `${place}${enables(get).memory ? '' : ' [disabled by cmd]'}`;
};

const sizes = ['', 'K', 'M', 'G', 'T', 'P', 'E'];

function sizeWords(size: bigint): string {
  let unit = 0;
  let rest = size;
  for (; rest >= 1024n && rest % 1024n === 0n && unit < 6; unit++) rest /= 1024n;
  return `${rest}${sizes[unit]}`;
}

/** A window of a bridge: its ends, its size, how wide its addresses are. */
function windowWords(
  base: bigint,
  last: bigint,
  digits: number,
  wide: boolean,
  widths: [string, string],
): string {
  const end = (address: bigint): string => address.toString(16).padStart(digits, '0');
  const size = base <= last ? `size=${sizeWords(last - base + 1n)}` : 'disabled';
  return `${end(base)}-${end(last)} [${size}] [${wide ? widths[1] : widths[0]}]`;
}

const ioWindow: Show = (_, get) => {
  const wide = get('header.io_base.addressing') === 1;
  const end = (low: number | undefined, upper: number | undefined): bigint =>
    (BigInt(wide ? (upper ?? 0) : 0) << 16n) | BigInt((low ?? 0) << 12);
  const base = end(get('header.io_base.address'), get('header.io_base_upper'));
  const last = end(get('header.io_limit.address'), get('header.io_limit_upper')) | 0xfffn;
  return windowWords(base, last, wide ? 8 : 4, wide, ['16-bit', '32-bit']);
};

const memoryWindow: Show = (address, get) => {
  const base = BigInt(address) << 20n;
  const last = (BigInt(get('header.memory_limit.address') ?? 0) << 20n) | 0xfffffn;
  return windowWords(base, last, 8, false, ['32-bit', '64-bit']);
};

const prefetchableWindow: Show = (address, get) => {
  const wide = get('header.prefetchable_memory_base.addressing') === 1;
  const end = (low: number, upper: number | undefined): bigint =>
    (BigInt(wide ? (upper ?? 0) : 0) << 32n) | (BigInt(low) << 20n);
  const base = end(address, get('header.prefetchable_base_upper'));
  const last =
    end(get('header.prefetchable_memory_limit.address') ?? 0, get('header.prefetchable_limit_upper')) |
    0xfffffn;
  return windowWords(base, last, wide ? 16 : 8, wide, ['32-bit', '64-bit']);
};

const status = {
  '66MHz': 'capable_66mhz',
  FastB2B: 'fast_back_to_back_capable',
  ParErr: 'master_data_parity_error',
  '>TAbort': 'signaled_target_abort',
  '<TAbort': 'received_target_abort',
  '<MAbort': 'received_master_abort',
  '<PERR': 'detected_parity_error',
} as const;

export const header: Table = {
  capabilities: ['header'],
  title: /./,
  rows: [
    value('first line', '* ', 'header.class_code.base_class', (base, get) => {
      const sub = get('header.class_code.sub_class') ?? 0;
      return `${hex(2)(base, get, base)}${hex(2)(sub, get, sub)}:`;
    }),
    value('first line', 'prog-if *', 'header.class_code.programming_interface', hex(2)),
    value('first line', 'rev *', 'header.revision_id', hex(2)),
    value('Subsystem', '*:', 'header.subsystem_vendor_id', hex(4), 'bridge_subsystem.subsystem_vendor_id'),
    value('Subsystem', ':*', 'header.subsystem_id', hex(4), 'bridge_subsystem.subsystem_id'),
    ...flags('Control', 'header.command', {
      'I/O': 'io_space_enable',
      Mem: 'memory_space_enable',
      BusMaster: 'bus_master_enable',
      SpecCycle: 'special_cycle_enable',
      MemWINV: 'memory_write_and_invalidate',
      VGASnoop: 'vga_palette_snoop',
      ParErr: 'parity_error_response',
      Stepping: 'idsel_stepping',
      SERR: 'serr_enable',
      FastB2B: 'fast_back_to_back_enable',
      DisINTx: 'interrupt_disable',
    }),
    ...flags('Status', 'header.status', {
      ...status,
      Cap: 'capabilities_list',
      UDF: 'user_definable_features',
      '>SERR': 'signaled_system_error',
      INTx: 'interrupt_status',
    }),
    value('Status', 'DEVSEL=*', 'header.status.devsel_timing', devsel),
    value('Latency', '*', 'header.latency_timer'),
    value('Latency', '(*)', 'header.max_lat', (most, get) => {
      const least = get('header.min_gnt') ?? 0;
      const parts = [...(least ? [`${least * 250}ns min`] : []), ...(most ? [`${most * 250}ns max`] : [])];
      return parts.join(', ');
    }),
    value('Latency', 'Cache Line Size: * bytes', 'header.cache_line_size', (dwords) => String(dwords * 4)),
    value('Interrupt', 'pin * routed', 'header.interrupt_pin', (pin) =>
      pin ? String.fromCharCode(64 + pin) : '?',
    ),
    value('Interrupt', 'IRQ *', 'header.interrupt_line'),
    value('BIST result', '*', 'header.bist.completion_code', hex(2)),
    ...bars,
    value('', 'Expansion ROM at **', 'header.expansion_rom', expansionRom),
    value('Bus', 'primary=*', 'header.primary_bus_number', hex(2)),
    value('Bus', 'secondary=*', 'header.secondary_bus_number', hex(2)),
    value('Bus', 'subordinate=*', 'header.subordinate_bus_number', hex(2)),
    value('Bus', 'sec-latency=*', 'header.secondary_latency_timer', decimal),
    value('I/O behind bridge', '**', 'header.io_base.address', ioWindow),
    value('Memory behind bridge', '**', 'header.memory_base.address', memoryWindow),
    value(
      'Prefetchable memory behind bridge',
      '**',
      'header.prefetchable_memory_base.address',
      prefetchableWindow,
    ),
    ...flags('Secondary status', 'header.secondary_status', { ...status, '<SERR': 'received_system_error' }),
    value('Secondary status', 'DEVSEL=*', 'header.secondary_status.devsel_timing', devsel),
    ...flags('BridgeCtl', 'header.bridge_control', {
      Parity: 'parity_error_response_enable',
      SERR: 'serr_enable',
      NoISA: 'isa_enable',
      ISA: 'isa_enable',
      VGA: 'vga_enable',
      VGA16: 'vga_16bit_decode',
      MAbort: 'master_abort_mode',
      FastB2B: 'fast_back_to_back_enable',
      PriDiscTmr: 'primary_discard_timer',
      SecDiscTmr: 'secondary_discard_timer',
      DiscTmrStat: 'discard_timer_status',
      DiscTmrSERREn: 'discard_timer_serr_enable',
      '16bInt': 'interrupt_16bit',
      PostWrite: 'write_posting_enable',
    }),
    value(
      'BridgeCtl',
      '>Reset±',
      'header.bridge_control.secondary_bus_reset',
      (set) => (set ? '+' : '-'),
      'header.bridge_control.cardbus_reset',
    ),
  ],
};
