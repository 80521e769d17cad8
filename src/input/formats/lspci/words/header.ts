import type { FieldPath } from '../../../../registers/index.ts';
import { flags, type Get, only, type Row, type Table, type Values, value, type Wording } from './language.ts';
import { barWords } from './region.ts';
import { ioWidths, memoryWidths, readWindow, windowWords } from './window.ts';
import { decimal, hex, named, sign } from './wordings.ts';

const devsel = named({ 0: 'fast', 1: 'medium', 2: 'slow' }, '??');

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

// On a running machine lspci prints what the kernel assigned, as its CPU sees it: no register is read from these.
const bars: Row[] = [0, 1, 2, 3, 4, 5].map((n) =>
  value(
    `Region ${n}`,
    '**',
    `header.base_address[${n}]`,
    only((low, get) =>
      isUpperHalf(n, get)
        ? 'an upper half'
        : barWords(low, get(`header.base_address[${n + 1}]` as FieldPath), enables(get)),
    ),
  ),
);

const expansionRom = only((raw, get) => {
  const at = (raw & 0xfffff800) >>> 0;
  const place = at === 0 ? '<unassigned>' : at.toString(16).padStart(8, '0');
  if (!(raw & 1)) return `${place} [disabled]`;
  return `${place}${enables(get).memory ? '' : ' [disabled by cmd]'}`;
});

const low = (address: bigint, shift: bigint, mask: bigint): number => Number((address >> shift) & mask);

const ioWindow: Wording = {
  show(_, get) {
    const wide = get('header.io_base.addressing') === 1;
    const end = (low: number | undefined, upper: number | undefined): bigint =>
      (BigInt(wide ? (upper ?? 0) : 0) << 16n) | BigInt((low ?? 0) << 12);
    const base = end(get('header.io_base.address'), get('header.io_base_upper'));
    const last = end(get('header.io_limit.address'), get('header.io_limit_upper')) | 0xfffn;
    return windowWords(base, last, wide ? 8 : 4, wide, ioWidths);
  },
  read(words): Values | undefined {
    const { base, last, wide } = readWindow(words, ioWidths) ?? {};
    if (base === undefined || last === undefined || (base & 0xfffn) !== 0n) return undefined;
    return {
      'header.io_base.address': low(base, 12n, 0xfn),
      'header.io_limit.address': low(last, 12n, 0xfn),
      ...(wide
        ? {
            'header.io_base.addressing': 1,
            'header.io_base_upper': low(base, 16n, 0xffffn),
            'header.io_limit_upper': low(last, 16n, 0xffffn),
          }
        : {}),
    };
  },
};

const memoryWindow: Wording = {
  show(address, get) {
    const base = BigInt(address) << 20n;
    const last = (BigInt(get('header.memory_limit.address') ?? 0) << 20n) | 0xfffffn;
    return windowWords(base, last, 8, false, memoryWidths);
  },
  read(words): Values | undefined {
    const { base, last } = readWindow(words, memoryWidths) ?? {};
    if (base === undefined || last === undefined || base >> 32n !== 0n || last >> 32n !== 0n)
      return undefined;
    return {
      'header.memory_base.address': low(base, 20n, 0xfffn),
      'header.memory_limit.address': low(last, 20n, 0xfffn),
    };
  },
};

const prefetchableWindow: Wording = {
  show(address, get) {
    const wide = get('header.prefetchable_memory_base.addressing') === 1;
    const end = (low: number, upper: number | undefined): bigint =>
      (BigInt(wide ? (upper ?? 0) : 0) << 32n) | (BigInt(low) << 20n);
    const base = end(address, get('header.prefetchable_base_upper'));
    const last =
      end(get('header.prefetchable_memory_limit.address') ?? 0, get('header.prefetchable_limit_upper')) |
      0xfffffn;
    return windowWords(base, last, wide ? 16 : 8, wide, memoryWidths);
  },
  read(words): Values | undefined {
    const { base, last, wide } = readWindow(words, memoryWidths) ?? {};
    if (base === undefined || last === undefined) return undefined;
    return {
      'header.prefetchable_memory_base.address': low(base, 20n, 0xfffn),
      'header.prefetchable_memory_limit.address': low(last, 20n, 0xfffn),
      ...(wide
        ? {
            'header.prefetchable_memory_base.addressing': 1,
            'header.prefetchable_base_upper': low(base, 32n, 0xffffffffn),
            'header.prefetchable_limit_upper': low(last, 32n, 0xffffffffn),
          }
        : {}),
    };
  },
};

/** Steps of 250 ns in which a Function of conventional PCI wants the bus. */
const burst = 250;
const latency: Wording = {
  show(most, get) {
    const least = get('header.min_gnt') ?? 0;
    const parts = [...(least ? [`${least * burst}ns min`] : []), ...(most ? [`${most * burst}ns max`] : [])];
    return parts.join(', ');
  },
  read(words): Values | undefined {
    const match = /^(?:(\d{1,6})ns min)?(?:, )?(?:(\d{1,6})ns max)?$/.exec(words);
    if (!match || words === '') return undefined;
    const [least, most] = [Number(match[1] ?? 0) / burst, Number(match[2] ?? 0) / burst];
    return Number.isInteger(least) && Number.isInteger(most)
      ? { 'header.min_gnt': least, 'header.max_lat': most }
      : undefined;
  },
};

const dwords: Wording = {
  show: (count) => String(count * 4),
  read: (words) => (/^\d{1,4}$/.test(words) && Number(words) % 4 === 0 ? Number(words) / 4 : undefined),
};

const pin: Wording = {
  show: (code) => (code ? String.fromCharCode(64 + code) : '?'),
  read: (words) => (/^[A-D]$/.test(words) ? words.charCodeAt(0) - 64 : undefined),
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

const header = (): Table => ({
  capabilities: ['header'],
  rows: [
    // Names and IDs of these two lines are read with the facts that are not fields.
    value(
      'first line',
      '* ',
      'header.class_code.base_class',
      only((base, get) => {
        const sub = get('header.class_code.sub_class') ?? 0;
        return `${base.toString(16).padStart(2, '0')}${sub.toString(16).padStart(2, '0')}:`;
      }),
    ),
    value('first line', 'prog-if *', 'header.class_code.programming_interface', only(hex(2).show)),
    value('first line', 'rev *', 'header.revision_id', only(hex(2).show)),
    value('Subsystem', '*:', 'header.subsystem_vendor_id', only(hex(4).show), {
      layout: 1,
      path: 'bridge_subsystem.subsystem_vendor_id',
    }),
    value('Subsystem', ':*', 'header.subsystem_id', only(hex(4).show), {
      layout: 1,
      path: 'bridge_subsystem.subsystem_id',
    }),
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
    value('Latency', '(*)', 'header.max_lat', latency),
    value('Latency', 'Cache Line Size: * bytes', 'header.cache_line_size', dwords),
    value('Interrupt', 'pin * routed', 'header.interrupt_pin', pin),
    // On a running machine it is the kernel's number, not the register's.
    value('Interrupt', 'IRQ *', 'header.interrupt_line', only(decimal.show)),
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
    value('BridgeCtl', '>Reset±', 'header.bridge_control.secondary_bus_reset', sign, {
      layout: 2,
      path: 'header.bridge_control.cardbus_reset',
    }),
  ],
});

export default [header];
