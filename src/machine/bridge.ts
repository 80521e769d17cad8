import { type Window, windowsOf } from '../decode/bars.ts';
import { FunctionView } from '../decode/view.ts';
import { busOf } from '../model/address.ts';
import type { PciFunction } from '../model/function.ts';
import { hasLinkBelow, type PortKind, portKindOf } from './port.ts';

/** A bridge that leads to a bus: PCI to PCI (header layout 1) or CardBus (2). */
export class Bridge {
  readonly fn: PciFunction;
  /** The bus right below it. */
  readonly secondary: number;
  /** The last bus below it; less than `secondary` where nothing was assigned. */
  readonly subordinate: number;
  #view: FunctionView | undefined;
  #windows: readonly Window[] | undefined;
  #kind: PortKind | null | undefined;

  constructor(fn: PciFunction, secondary: number, subordinate: number) {
    this.fn = fn;
    this.secondary = secondary;
    this.subordinate = subordinate;
  }

  get view(): FunctionView {
    this.#view ??= new FunctionView(this.fn);
    return this.#view;
  }

  /** The bus that the bridge itself is on. */
  get bus(): number {
    return busOf(this.fn.routingId);
  }

  /** What it is to its link; undefined for a conventional bridge, or when the dump does not hold it. */
  get kind(): PortKind | undefined {
    if (this.#kind === undefined) this.#kind = portKindOf(this.view) ?? null;
    return this.#kind ?? undefined;
  }

  get windows(): readonly Window[] {
    this.#windows ??= windowsOf(this.view);
    return this.#windows;
  }

  /** Whether its secondary bus is a link, so that all Functions of that bus are one Device. */
  get hasLinkBelow(): boolean {
    return hasLinkBelow(this.kind);
  }

  /** Whether its buses hold a bus. */
  passes(bus: number): boolean {
    return bus >= this.secondary && bus <= this.subordinate;
  }
}
