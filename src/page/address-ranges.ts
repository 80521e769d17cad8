import { computed } from '@preact/signals';
import { barsOf, vfAperture, vfBarsOf } from '../decode/bars.ts';
import { sizeText } from '../decode/value-text.ts';
import type { Machine } from '../machine/build.ts';
import type { PhysicalFunction } from '../machine/physical-function.ts';
import { formatKey } from '../model/address.ts';
import { current } from './state.ts';

/** A range of addresses: a window of a bridge, a BAR, a VF BAR, or the part of one VF. */
export interface AddressRange {
  readonly id: string;
  readonly space: 'memory' | 'io';
  readonly kind: 'window' | 'bar' | 'vf-bar' | 'part';
  readonly first: bigint;
  /** The same as `first` where the size is not known. */
  readonly last: bigint;
  readonly isSized: boolean;
  readonly text: string;
  readonly address: string;
  readonly field: string | undefined;
  readonly below: AddressRange[];
}

/** VFs of one BAR of which the parts are listed. */
const mostParts = 1024;

/** Every range, each in the smallest one that holds it. */
export const addressRanges = computed((): readonly AddressRange[] => {
  const machine = current.value;
  if (!machine) return [];
  const all: AddressRange[] = [];
  const windows = new Map(machine.system.machine.bridges.map((bridge) => [bridge.fn, bridge.windows]));
  for (const { fn, view, pf, verdict } of machine.reports) {
    const { address } = fn;
    for (const { kind, range } of windows.get(fn) ?? []) {
      if (!range) continue;
      const space = kind === 'io' ? 'io' : 'memory';
      const field = {
        io: 'header.io_base',
        memory: 'header.memory_base',
        prefetchable: 'header.prefetchable_memory_base',
      }[kind];
      all.push(
        rangeOf({
          id: `${address} ${kind}`,
          space,
          kind: 'window',
          ...range,
          isSized: true,
          text: `${kind} window`,
          address,
          field,
        }),
      );
    }
    if (verdict.role === 'vf') continue;
    for (const { index, space, address: first, size } of barsOf(view)) {
      if (first === 0n) continue;
      const last = size === null ? first : first + size - 1n;
      all.push(
        rangeOf({
          id: `${address} bar ${index}`,
          space,
          kind: 'bar',
          first,
          last,
          isSized: size !== null,
          text: `BAR ${index}`,
          address,
          field: `header.base_address[${index}]`,
        }),
      );
    }
    const count = (pf?.settings?.enabled ? pf.settings.numVfs : pf?.settings?.totalVfs) ?? 0;
    for (const read of vfBarsOf(view)) {
      const bar = { ...read, size: read.size ?? statedOfVf(machine.system.machine, pf, read.index) };
      const end = vfAperture(bar, Math.max(1, count));
      if (bar.address === 0n) continue;
      const text = `VF BAR ${bar.index}${bar.size === null ? '' : `, ${count} × ${sizeText(Number(bar.size))}`}`;
      const whole = rangeOf({
        id: `${address} vf bar ${bar.index}`,
        space: 'memory',
        kind: 'vf-bar',
        first: bar.address,
        last: end?.last ?? bar.address,
        isSized: end !== null,
        text,
        address,
        field: `sriov.vf_bar[${bar.index}]`,
      });
      for (let n = 1; end && pf?.settings?.enabled && n <= Math.min(count, mostParts); n++) {
        const part = vfAperture(bar, n);
        const key = pf.vfs[n - 1];
        if (part)
          whole.below.push(
            rangeOf({
              id: `${address} vf bar ${bar.index} ${n}`,
              space: 'memory',
              kind: 'part',
              ...part,
              isSized: true,
              text: `VF ${n}`,
              address: key === undefined ? '' : formatKey(key),
              field: undefined,
            }),
          );
      }
      all.push(whole);
    }
  }
  return nested(all);
});

/** What a VF says about its own part, where the PF does not tell the size. */
function statedOfVf(machine: Machine, pf: PhysicalFunction | undefined, bar: number): bigint | null {
  const key = pf?.vfs.find((one) => one !== undefined);
  const regions = (key === undefined ? undefined : machine.byKey.get(key))?.statedRegions ?? [];
  return regions.find(({ of, index }) => of === 'function' && index === bar)?.size ?? null;
}

const rangeOf = (range: Omit<AddressRange, 'below'>): AddressRange => ({ ...range, below: [] });

/** Puts each range below the smallest that holds all of it; windows hold, BARs are held. */
function nested(all: readonly AddressRange[]): AddressRange[] {
  const size = ({ first, last }: AddressRange): bigint => last - first;
  const sorted = [...all].sort((a, b) => {
    if (a.first !== b.first) return a.first < b.first ? -1 : 1;
    const [x, y] = [size(a), size(b)];
    if (x !== y) return x > y ? -1 : 1;
    return Number(b.kind === 'window') - Number(a.kind === 'window');
  });
  const roots: AddressRange[] = [];
  const open: Record<AddressRange['space'], AddressRange[]> = { memory: [], io: [] };
  for (const range of sorted) {
    const stack = open[range.space];
    while (stack.length > 0 && (stack.at(-1) as AddressRange).last < range.last) stack.pop();
    const outer = stack.at(-1);
    if (outer) outer.below.push(range);
    else roots.push(range);
    if (range.kind === 'window') stack.push(range);
  }
  return roots;
}
