import { ConfigSpace } from '../../model/config-space.ts';
import { PciFunction } from '../../model/function.ts';
import { nothingStated, type Stated } from '../../model/stated.ts';

/** Whose view of a Function it is: the kernel of the host, vfio-pci at open, or a guest under QEMU. */
export type ViewName = 'linux' | 'vfio' | 'guest';

/** Where a guest has the Function: below a Root Port of its own, or on the root bus. */
export type Placement = 'root-port' | 'root-bus';

/** Where the view differs from the bytes of the Function. */
export interface ViewDifference {
  readonly offset: number;
  readonly length: number;
  /** Path of the field or register, or of the capability concerned. */
  readonly field: string;
  readonly before: number;
  readonly after: number;
  /** The layer that shows it so. */
  readonly by: 'Linux' | 'vfio-pci' | 'QEMU';
  readonly why: string;
}

export interface View {
  readonly fn: PciFunction;
  readonly differences: readonly ViewDifference[];
  /** Why parts of the view are not known. */
  readonly unknown: readonly string[];
  /** What whoever has the view runs into and no byte of it shows. */
  readonly notes: readonly string[];
}

/** The bytes of a view while it is made, with what was changed and why. */
export class ViewBytes {
  readonly unknown: string[] = [];
  readonly notes: string[] = [];
  readonly #fn: PciFunction;
  readonly #raw: Uint8Array;
  readonly #bytes: Uint8Array;
  readonly #differences: ViewDifference[];
  readonly #by: ViewDifference['by'];

  /** `before`: the view that this one is made of. */
  constructor(fn: PciFunction, by: ViewDifference['by'], before?: View) {
    this.#fn = fn;
    this.#by = by;
    this.#raw = fn.config.slice(0, fn.config.end);
    this.#bytes = before ? before.fn.config.slice(0, fn.config.end) : this.#raw.slice();
    this.#differences = before ? [...before.differences] : [];
    if (before) {
      this.unknown.push(...before.unknown);
      this.notes.push(...before.notes);
    }
  }

  has(offset: number, length: number): boolean {
    return this.#fn.config.has(offset, length);
  }

  read(offset: number, length: 1 | 2 | 4): number {
    return littleEndian(this.#bytes, offset, length);
  }

  /** Puts a value somewhere; bytes that the dump does not hold stay unknown. */
  change(offset: number, length: 1 | 2 | 4, field: string, after: number, why: string): void {
    if (!this.has(offset, length) || this.read(offset, length) === after >>> 0) return;
    for (let n = 0; n < length; n++) this.#bytes[offset + n] = (after >>> (8 * n)) & 0xff;
    const index = this.#differences.findIndex((one) => one.offset === offset && one.length === length);
    const before = littleEndian(this.#raw, offset, length);
    if (index >= 0) this.#differences.splice(index, 1);
    if (before !== after >>> 0)
      this.#differences.push({ offset, length, field, before, after: after >>> 0, by: this.#by, why });
  }

  done(): View {
    const { ranges, end } = this.#fn.config;
    const config = new ConfigSpace(this.#bytes, 0, this.#bytes.length, end, ranges);
    const { fn } = this;
    const seen = new PciFunction(fn.domain, fn.routingId, config, fn.origin, surroundingsOf(fn));
    const differences = [...this.#differences].sort((a, b) => a.offset - b.offset);
    return { fn: seen, differences, unknown: this.unknown, notes: this.notes };
  }

  get fn(): PciFunction {
    return this.#fn;
  }
}

/** The host's driver, links and attributes are not the guest's. */
function surroundingsOf(fn: PciFunction): PciFunction['surroundings'] {
  const { text } = fn.surroundings;
  return text === undefined ? {} : { text, stated: () => identityOf(fn.stated) };
}

/** Names and IDs among what is stated. */
function identityOf(stated: Stated): Stated {
  const { name, className, vendorId, deviceId, classCode, classCodeBits, revision } = stated;
  return {
    ...nothingStated,
    ...(name ? { name } : {}),
    ...(className ? { className } : {}),
    ...(vendorId ? { vendorId } : {}),
    ...(deviceId ? { deviceId } : {}),
    ...(classCode ? { classCode } : {}),
    ...(classCodeBits ? { classCodeBits } : {}),
    ...(revision ? { revision } : {}),
  };
}

function littleEndian(bytes: Uint8Array, offset: number, length: number): number {
  let value = 0;
  for (let n = length - 1; n >= 0; n--) value = value * 256 + (bytes[offset + n] as number);
  return value;
}
