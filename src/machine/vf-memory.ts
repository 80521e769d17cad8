import { enhancedVfBar, type VfBar, vfBarsOf } from '../decode/bars.ts';
import type { FunctionView } from '../decode/view.ts';
import type { PciFunction } from '../model/function.ts';
import type { Bridge } from './bridge.ts';
import type { Machine } from './build.ts';
import { systemPageSize } from './sriov-numbers.ts';

/** The memory of one VF BAR, as far as a dump tells. */
export interface VfMemory {
  readonly bar: VfBar;
  /** Bytes of one VF are at least this, and at most that; the same where the size is known. */
  readonly least: bigint;
  readonly most: bigint;
}

const smallestPage = 4096n;

/** VF BARs that exist and have no address: Linux then has no memory for VFs. Enhanced Allocation gives one beside. */
export function unassignedVfBars(pf: FunctionView): VfBar[] {
  return vfBarsOf(pf).filter(({ index, address }) => address === 0n && !enhancedVfBar(pf, index)?.address);
}

/**
 * VF BARs with the sizes that they can have. Where none is known, a page is the least; the alignment of the address, and the
 * VF BAR that follows it, are the most, because memory of VFs begins on a multiple of its size and none overlaps.
 */
export function vfMemoryOf(pf: FunctionView, totalVfs: number): VfMemory[] {
  const bars = vfBarsOf(pf).filter(({ address }) => address !== 0n);
  const page = systemPageSize(pf) ?? smallestPage;
  return bars.map((bar) => {
    if (bar.size !== null) return { bar, least: bar.size, most: bar.size };
    const aligned = bar.address & -bar.address;
    const next = bars.map(({ address }) => address).filter((address) => address > bar.address);
    const gap = next.reduce<bigint | undefined>((a, b) => (a === undefined || b < a ? b : a), undefined);
    const most =
      gap === undefined || totalVfs === 0 ? aligned : min(aligned, (gap - bar.address) / BigInt(totalVfs));
    return { bar, least: page, most: most < page ? page : most };
  });
}

const min = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** How the memory of VFs lies in the windows of a bridge. */
export interface Fit {
  readonly bridge: Bridge;
  /** VFs whose memory the window holds for certain, and for all that is known at best. */
  readonly certain: number;
  readonly possible: number;
  readonly window: { readonly first: bigint; readonly last: bigint } | undefined;
}

const bothKinds = ['memory', 'prefetchable'] as const;

/** Whether the windows are those of the bytes; words name those that they are about, and another may hold the memory. */
const isRead = ({ view }: Bridge): boolean => view.layout === 1;

/**
 * How many of `count` VFs have their part of a VF BAR inside the windows of each bridge above their PF; the bridge with
 * the fewest. `unknown` where the windows of one are not in the dump; undefined without a bridge.
 */
export function fitOf(
  machine: Machine,
  pf: PciFunction,
  { bar, least, most }: VfMemory,
  count: number,
): Fit | 'unknown' | undefined {
  let worst: Fit | undefined;
  for (const bridge of machine.pathUp(pf)) {
    const windows = bridge.windows.filter(({ kind }) => kind !== 'io');
    if (windows.length === 0 || (bridge.view.layout === 1 && !bridge.view.config.has(0x20, 0x10)))
      return 'unknown';
    const holding = windows.find(
      ({ range }) => range && range.first <= bar.address && bar.address <= range.last,
    )?.range;
    if (!holding && !isRead(bridge) && !bothKinds.every((kind) => windows.some((one) => one.kind === kind)))
      return 'unknown';
    const room = holding ? holding.last + 1n - bar.address : 0n;
    const fits = (size: bigint): number => Number(min(room / size, BigInt(count)));
    const fit = { bridge, certain: fits(most), possible: fits(least), window: holding ?? undefined };
    if (!worst || fit.possible < worst.possible || fit.certain < worst.certain) worst = fit;
  }
  return worst;
}
