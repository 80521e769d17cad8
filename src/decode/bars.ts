import type { StatedBy, StatedRegion } from '../model/stated.ts';
import type { FunctionView } from './view.ts';

/** One Base Address Register, or a pair of them for a 64-bit address. */
export interface Bar {
  /** 0 to 5; a 64-bit BAR takes the next one too. */
  readonly index: number;
  readonly space: 'memory' | 'io';
  /** Bits of the address; null where the input states a BAR without them. */
  readonly width: 32 | 64 | null;
  readonly prefetchable: boolean | null;
  /** 0 when no address was assigned. */
  readonly address: bigint;
  /** Bytes, where sysfs or lspci states them; null otherwise: registers alone do not hold a size. */
  readonly size: bigint | null;
}

/** A VF BAR: where VF 1 begins, and what each VF takes of it where that is known. */
export interface VfBar extends Bar {
  /** Why the size is known. */
  readonly sizeFrom: 'vf-resizable-bar' | StatedBy | null;
}

/** Address range that a bridge passes on; null when it is closed. */
export interface Window {
  readonly kind: 'io' | 'memory' | 'prefetchable';
  readonly range: { readonly first: bigint; readonly last: bigint } | null;
}

const memoryType64 = 0x4;

/** The BARs of a header, or what the input states of them where the dump does not hold them. */
export function barsOf(view: FunctionView): Bar[] {
  if (view.layout < 0) return statedBars(view);
  const count = view.layout === 0 ? 6 : view.layout === 1 ? 2 : view.layout === 2 ? 1 : 0;
  return readBars(
    count,
    (n) => view.config.u32(0x10 + 4 * n),
    (n) => statedSize(view, n),
  );
}

/** The VF BARs of a PF, or what the input states of them where the dump does not hold them. */
export function vfBarsOf(view: FunctionView): VfBar[] {
  const sriov = view.capability('sriov');
  const total = numberAt(view, 'sriov.total_vfs');
  const regions = view.fn.statedRegions.filter(({ of, numbered }) => of === 'vf' && numbered !== false);
  const bars = readBars(
    6,
    // Where bytes lack, words may have it; a register that neither has reads as one that does not exist.
    (n) =>
      sriov ? view.config.u32(sriov.entry.offset + 0x24 + 4 * n) : numberAt(view, `sriov.vf_bar[${n}]`),
    () => null,
  );
  const isRead = sriov !== undefined && view.config.has(sriov.entry.offset + 0x24, 24);
  const isUpper = (index: number): boolean => bars.some((bar) => bar.width === 64 && bar.index + 1 === index);
  // A VF BAR that reads 0 may exist all the same: one of 32 bits that nothing is assigned to.
  const stated = regions
    .filter(({ index, kind }) => kind === 'memory' && index < 6 && !isUpper(index))
    .filter(({ index, address }) => !bars.some((bar) => bar.index === index) && (!isRead || !address))
    .map(
      ({ index, width = 32, prefetchable = false, address = 0n }): Bar => ({
        index,
        space: 'memory',
        width,
        prefetchable,
        address,
        size: null,
      }),
    );
  return [...bars, ...stated]
    .sort((a, b) => a.index - b.index)
    .map((bar) => {
      const resized = resizableSize(view, bar.index);
      if (resized !== null) return { ...bar, size: resized, sizeFrom: 'vf-resizable-bar' };
      const region = regions.find(({ index }) => index === bar.index);
      const size = region && sizeOfOne(region, total);
      return size === undefined ? { ...bar, sizeFrom: null } : { ...bar, size, sizeFrom: region?.by ?? null };
    });
}

/** Linux lists the memory of all VFs together after the six BARs and the ROM. */
function sizeOfOne({ size, sizeOfAll }: StatedRegion, total: number): bigint | undefined {
  if (size !== undefined) return size;
  return sizeOfAll === undefined || total === 0 ? undefined : sizeOfAll / BigInt(total);
}

function numberAt(view: FunctionView, path: string): number {
  const answer = view.ask(path);
  return answer.source === 'bytes' || answer.source === 'stated' ? Number(answer.value) : 0;
}

/** A BAR of the VFs that Enhanced Allocation describes (PCIe 6.0 §7.8.5). */
export interface EnhancedVfBar {
  readonly width: 32 | 64;
  readonly prefetchable: boolean;
  /** Where VF 1 begins. */
  readonly address: bigint;
  /** Path of the register that holds it. */
  readonly path: string;
}

/** Indicator of VF BAR 0 in an entry of Enhanced Allocation. */
const firstVfIndicator = 9;
const vfMemory: Readonly<Record<number, { readonly prefetchable: boolean }>> = {
  3: { prefetchable: true },
  4: { prefetchable: false },
};
/** Properties from here to `firstUnavailable` are reserved: the secondary ones count then. */
const firstReserved = 8;
const firstUnavailable = 0xfd;

/** VF BAR `index` of a PF as Enhanced Allocation describes it; undefined where no enabled entry does. */
export function enhancedVfBar(pf: FunctionView, index: number): EnhancedVfBar | undefined {
  if (!pf.capability('ea')) return undefined;
  const count = pf.get('ea.entries.count') ?? 0;
  for (let n = 0; n < count; n++) {
    const entry = `ea.entry[${n}]`;
    const value = (path: string): number => {
      const reading = pf.read(`${entry}.${path}`);
      return reading.state === 'known' ? Number(reading.value) : 0;
    };
    const is = value('format.bar_equivalent_indicator') === firstVfIndicator + index;
    if (!is || value('format.enable') === 0) continue;
    const primary = value('format.primary_properties');
    const isReserved = primary >= firstReserved && primary < firstUnavailable;
    const memory = vfMemory[isReserved ? value('format.secondary_properties') : primary];
    if (!memory) continue;
    const address = (BigInt(value('base_upper')) << 32n) | (BigInt(value('base.address')) << 2n);
    return { width: value('base.is_64bit') === 1 ? 64 : 32, ...memory, address, path: `${entry}.base` };
  }
  return undefined;
}

/** Where VF `number` has its part of a VF BAR; null when the size is not known. */
export function vfAperture(bar: VfBar, number: number): { first: bigint; last: bigint } | null {
  if (bar.size === null || bar.address === 0n) return null;
  const first = bar.address + BigInt(number - 1) * bar.size;
  return { first, last: first + bar.size - 1n };
}

function readBars(count: number, register: (n: number) => number, size: (n: number) => bigint | null): Bar[] {
  const bars: Bar[] = [];
  for (let index = 0; index < count; index++) {
    const low = register(index);
    if (low < 0) break;
    const isIo = (low & 1) === 1;
    const wide = !isIo && (low & 0x6) === memoryType64 && index + 1 < count;
    const high = wide ? register(index + 1) : 0;
    const address = (BigInt(Math.max(0, high)) << 32n) | BigInt((isIo ? low & ~0x3 : low & ~0xf) >>> 0);
    if (low !== 0 || high > 0) {
      const space = isIo ? 'io' : 'memory';
      const prefetchable = !isIo && (low & 0x8) !== 0;
      bars.push({ index, space, width: wide ? 64 : 32, prefetchable, address, size: size(index) });
    }
    if (wide) index++;
  }
  return bars;
}

/** Words of lspci about a region that is not in the Function's own BAR. */
const notInBar = /\b(?:virtual|ignored|enhanced)\b/;

/** BARs as the input states them: not those without a number, nor what the kernel keeps for a VF. */
function statedBars({ fn }: FunctionView): Bar[] {
  return fn.statedRegions
    .filter(({ of, index, numbered }) => of === 'function' && index < 6 && numbered !== false)
    .filter(({ state }) => state === undefined || !notInBar.test(state))
    .map(({ index, kind, width = null, prefetchable = null, address = 0n, size = null }) => ({
      index,
      space: kind,
      width,
      prefetchable,
      address,
      size,
    }));
}

/** Bytes of BAR `n`, where the input states them. */
function statedSize({ fn }: FunctionView, n: number): bigint | null {
  const region = fn.statedRegions.find(
    ({ of, index, numbered }) => of === 'function' && index === n && numbered !== false,
  );
  return region?.size ?? null;
}

const mostResizable = 6;

/** The size that VF Resizable BAR sets for a VF BAR (PCIe 6.0 §7.8.7). */
function resizableSize(view: FunctionView, index: number): bigint | null {
  for (let n = 0; n < mostResizable; n++) {
    const at = view.read(`vf_resizable_bar.control_${n}.bar_index`);
    if (at.state !== 'known') return null;
    if (Number(at.value) !== index) continue;
    const size = view.read(`vf_resizable_bar.control_${n}.bar_size`);
    return size.state === 'known' ? 1n << (20n + BigInt(size.value)) : null;
  }
  return null;
}

/** The windows of a PCI-to-PCI bridge, or what the input states of them where the dump does not hold them. */
export function windowsOf(view: FunctionView): Window[] {
  if (view.layout < 0)
    return (view.fn.stated.windows ?? []).map(({ kind, range }): Window => ({ kind, range }));
  if (view.layout !== 1) return [];
  const value = (path: Parameters<FunctionView['get']>[0]): bigint => BigInt(view.get(path) ?? 0);
  const window = (kind: Window['kind'], first: bigint, last: bigint): Window => ({
    kind,
    range: last > first ? { first, last } : null,
  });
  const io32 = view.get('header.io_base.addressing') === 1;
  const ioBase =
    (value('header.io_base.address') << 12n) | (io32 ? value('header.io_base_upper') << 16n : 0n);
  const ioLimit =
    (value('header.io_limit.address') << 12n) | (io32 ? value('header.io_limit_upper') << 16n : 0n) | 0xfffn;
  const wide = view.get('header.prefetchable_memory_base.addressing') === 1;
  const high = (path: Parameters<FunctionView['get']>[0]): bigint => (wide ? value(path) << 32n : 0n);
  return [
    window('io', ioBase, ioLimit),
    window(
      'memory',
      value('header.memory_base.address') << 20n,
      (value('header.memory_limit.address') << 20n) | 0xfffffn,
    ),
    window(
      'prefetchable',
      (value('header.prefetchable_memory_base.address') << 20n) | high('header.prefetchable_base_upper'),
      (value('header.prefetchable_memory_limit.address') << 20n) |
        high('header.prefetchable_limit_upper') |
        0xfffffn,
    ),
  ];
}
