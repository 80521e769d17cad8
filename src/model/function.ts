import { type AddressKey, addressKey, formatAddress, type RoutingId } from './address.ts';
import type { ConfigSpace } from './config-space.ts';
import type { Position, PositionMap } from './diagnostic.ts';
import { nothingStated, type Stated, type StatedRegion } from './stated.ts';

/** Where the bytes of one Function were written. */
export type Origin =
  | {
      readonly kind: 'rows';
      readonly file: string;
      /** Line of the Function's header. */
      readonly line: number;
      /** Line of the row at offset 0 of a regular dump: rows of 16 bytes in order, one a line. */
      readonly firstRow: number;
      /** Rows that are not where a regular dump has them. */
      readonly irregular?: readonly IrregularRow[];
      /** The lines and columns here are those of a text that was taken out of the file; this tells the file's. */
      readonly map?: PositionMap;
    }
  | {
      readonly kind: 'binary';
      readonly file: string;
      /** Offset in the file of the Function's first byte, where the file holds more than this Function. */
      readonly start?: number;
    };

export interface IrregularRow {
  /** Offset in the configuration space of the row's first byte. */
  readonly offset: number;
  readonly length: number;
  readonly line: number;
  /** Column of the first byte. */
  readonly column: number;
  /** Columns from one byte to the next: 3 unless given, negative in little-endian words. */
  readonly step?: number;
}

/** Facts about a Function that its dump states beside the bytes: sysfs attributes and links, words. */
export interface Surroundings {
  /** What the dump's own line says after the address. */
  readonly text?: string;
  /** sysfs attributes without line ends. */
  readonly attributes?: ReadonlyMap<string, string>;
  /** sysfs links; a value is the last component of the target: `physfn` → `0000:01:00.0`. */
  readonly links?: ReadonlyMap<string, string>;
  /** Reads the words of the input into facts; called when one is asked for, and again when they were forgotten. */
  readonly stated?: () => Stated;
  /** The tool that printed it says that it could not read the bytes. */
  readonly isRefused?: boolean;
  /** False where no word is about a BAR, which need not be read to know. */
  readonly statesRegions?: boolean;
  /** False where no word is about a register. */
  readonly statesFields?: boolean;
  /** False where no word is about its driver, IOMMU group or NUMA node. */
  readonly statesGiven?: boolean;
}

const mostRemembered = 256;

/** One Function of one input. */
export class PciFunction {
  /** The PCI domain, or segment. */
  readonly domain: number;
  /** Bus, device and function in 16 bits. */
  readonly routingId: RoutingId;
  /** The bytes, as far as the dump holds them. */
  readonly config: ConfigSpace;
  /** @internal */
  readonly origin: Origin;
  /** @internal */
  readonly surroundings: Surroundings;
  #stated: Stated | undefined;

  /** @internal */
  constructor(
    domain: number,
    routingId: RoutingId,
    config: ConfigSpace,
    origin: Origin,
    surroundings: Surroundings = {},
  ) {
    this.domain = domain;
    this.routingId = routingId;
    this.config = config;
    this.origin = origin;
    this.surroundings = surroundings;
  }

  /** Its address as a number, by which Functions are compared and sorted. */
  get key(): AddressKey {
    return addressKey(this.domain, this.routingId);
  }

  /** Its address with the domain, such as `0000:01:10.0`. */
  get address(): string {
    return formatAddress(this.domain, this.routingId);
  }

  /**
   * What the input states of this Function beside its bytes.
   *
   * @internal
   */
  get stated(): Stated {
    if (this.#stated) return this.#stated;
    const { stated } = this.surroundings;
    if (!stated) return nothingStated;
    this.#stated = stated();
    PciFunction.#remember(this);
    return this.#stated;
  }

  /**
   * The BARs that the input states; many Functions are asked for them of which nothing else matters.
   *
   * @internal
   */
  get statedRegions(): readonly StatedRegion[] {
    return this.surroundings.statesRegions === false ? [] : this.stated.regions;
  }

  /** Facts of the Functions that were asked last: those of all Functions of a large list would not fit in memory. */
  static readonly #recent: PciFunction[] = [];
  static #next = 0;

  static #remember(fn: PciFunction): void {
    const forgotten = PciFunction.#recent[PciFunction.#next];
    if (forgotten) forgotten.#stated = undefined;
    PciFunction.#recent[PciFunction.#next] = fn;
    PciFunction.#next = (PciFunction.#next + 1) % mostRemembered;
  }

  /** A sysfs attribute, where the input has it. */
  attribute(name: string): string | undefined {
    return this.surroundings.attributes?.get(name);
  }

  /** The last component of what a sysfs link leads to, such as `0000:01:00.0` for `physfn`. */
  link(name: string): string | undefined {
    return this.surroundings.links?.get(name);
  }

  /**
   * The columns of `length` bytes in rows that are not lspci's: of a word the first byte may be last.
   *
   * @internal
   */
  columnsOf(line: number, column: number, length: number): { column: number; width: number } | undefined {
    if (this.origin.kind === 'rows' && this.origin.map) return this.#mappedColumnsOf(line, column, length);
    const rows = this.origin.kind === 'rows' ? (this.origin.irregular ?? []) : [];
    for (const row of rows) {
      const step = row.step ?? 3;
      const index = (column - row.column) / step;
      if (step === 0 || row.line !== line || !Number.isInteger(index)) continue;
      if (index < 0 || index >= row.length) continue;
      return this.#extentOf(row.offset + index, line, column, length);
    }
    return undefined;
  }

  #mappedColumnsOf(line: number, column: number, length: number): ReturnType<PciFunction['columnsOf']> {
    for (const { start, end } of this.config.knownRanges) {
      for (let offset = start; offset < end; offset++) {
        const at = this.positionOf(offset);
        if (at.line === line && at.column === column) return this.#extentOf(offset, line, column, length);
      }
    }
    return undefined;
  }

  /** From the first to the last column of the bytes at an offset that are in this line. */
  #extentOf(offset: number, line: number, column: number, length: number): { column: number; width: number } {
    let [first, last] = [column, column];
    for (let n = 1; n < length; n++) {
      const at = this.positionOf(offset + n);
      if (at.line !== line || at.column === undefined) break;
      first = Math.min(first, at.column);
      last = Math.max(last, at.column);
    }
    return { column: first, width: last + 2 - first };
  }

  /** Where the byte at `offset` was written; without an offset, where the Function begins. */
  positionOf(offset?: number): Position {
    const { origin } = this;
    const { file } = origin;
    if (origin.kind === 'binary') {
      const start = origin.start ?? 0;
      return offset === undefined && origin.start === undefined
        ? { file }
        : { file, offset: start + (offset ?? 0) };
    }
    const [line, column] = this.#placeOf(origin, offset);
    return { file, ...(origin.map?.at(line, column) ?? { line, column }) };
  }

  /** Line and column of a byte in the text that was read. */
  #placeOf(origin: Origin & { kind: 'rows' }, offset: number | undefined): [line: number, column: number] {
    if (offset === undefined) return [origin.line, 1];
    const row = origin.irregular?.find(
      (candidate) => offset >= candidate.offset && offset < candidate.offset + candidate.length,
    );
    if (row) return [row.line, row.column + (row.step ?? 3) * (offset - row.offset)];
    const prefix = offset < 0x100 ? 4 : 5;
    return [origin.firstRow + (offset >> 4), prefix + 1 + 3 * (offset & 15)];
  }
}
