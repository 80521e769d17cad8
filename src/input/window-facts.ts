import type { Position } from '../model/diagnostic.ts';
import type { Facts } from './facts.ts';

/** A window of a bridge as a text states it; the last address belongs to it. */
export interface Window {
  readonly kind: 'io' | 'memory' | 'prefetchable';
  readonly base: bigint;
  readonly last: bigint;
  /** Whether the text says that the registers of the upper address bits are there; else only if bits are set in them. */
  readonly isWide?: boolean;
}

const part = (address: bigint, shift: bigint, mask: bigint): number => Number((address >> shift) & mask);

/** States a window, and the registers that hold it. One that is shut has its last address before its first. */
export function stateWindow(facts: Facts, { kind, base, last, isWide }: Window, at?: Position): void {
  facts.window({ kind, range: last < base ? null : { first: base, last }, ...(at ? { at } : {}) });
  const state = (path: string, value: number): void => {
    facts.field(`header.${path}`, value, at);
  };
  if (kind === 'io') {
    state('io_base.address', part(base, 12n, 0xfn));
    state('io_limit.address', part(last, 12n, 0xfn));
    if (!isWide && base <= 0xffffn && last <= 0xffffn) return;
    state('io_base.addressing', 1);
    state('io_base_upper', part(base, 16n, 0xffffn));
    state('io_limit_upper', part(last, 16n, 0xffffn));
  } else if (kind === 'memory') {
    state('memory_base.address', part(base, 20n, 0xfffn));
    state('memory_limit.address', part(last, 20n, 0xfffn));
  } else {
    state('prefetchable_memory_base.address', part(base, 20n, 0xfffn));
    state('prefetchable_memory_limit.address', part(last, 20n, 0xfffn));
    if (!isWide && base <= 0xffffffffn && last <= 0xffffffffn) return;
    state('prefetchable_memory_base.addressing', 1);
    state('prefetchable_base_upper', part(base, 32n, 0xffffffffn));
    state('prefetchable_limit_upper', part(last, 32n, 0xffffffffn));
  }
}
