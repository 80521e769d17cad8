import { definitionNamed } from '../../src/decode/definitions.ts';
import { encode } from '../../src/decode/encode.ts';
import { type BitPlace, FunctionView } from '../../src/decode/view.ts';
import { ConfigSpace } from '../../src/model/config-space.ts';
import { PciFunction } from '../../src/model/function.ts';
import type { FieldPath } from '../../src/registers/index.ts';

/** A kind of Function of which many are made. */
export interface Shape {
  /** Path name of the capability whose body varies. */
  readonly name: string;
  /** Device/Port Type of the Function (0 unless given): some capabilities are only in ports. */
  readonly type?: number;
  /** Version of the PCI Express capability; 2 unless given. */
  readonly version?: number;
  /** Vendor ID; 8086h unless given. */
  readonly vendor?: number;
  readonly device?: number;
  /** Bytes of the capability that vary; those of its table unless given. */
  readonly length?: number;
  /** Bytes that stay as given, by offset in the capability: what tells layouts apart, and counts that must be legal. */
  readonly fixed?: Readonly<Record<number, number>>;
  /** Bits that stay 1, by offset. */
  readonly set?: Readonly<Record<number, number>>;
  /** How many are made, where the body does not matter. */
  readonly cases?: number;
  /** Bits that stay 0, by offset: reserved ones that lspci prints all the same. */
  readonly reserved?: Readonly<Record<number, number>>;
  /** Capability Version of an extended capability; 1 unless given. */
  readonly capabilityVersion?: number;
  /** Fields that take only these values: lspci has no words for others, or ends at them. */
  readonly oneOf?: Readonly<Partial<Record<FieldPath, readonly number[]>>>;
}

/** A stream of bytes that is the same in every run. */
export function randomBytes(seed: number): () => number {
  let state = seed | 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 0xff;
  };
  for (let warm = 0; warm < 16; warm++) next();
  return next;
}

/** Functions with one capability whose body is random; in the first all zeros, in the second all ones. */
export function generated(shape: Shape, cases: number): PciFunction[] {
  const { name, type = 0, version = 2, vendor = 0x8086, device } = shape;
  const definition = definitionNamed(name);
  if (!definition) throw new Error(`there is no ${name}`);
  const standard = definition.kind === 'standard';
  const isBridge = type >= 4 && type <= 8;
  const base = encode(
    {},
    {
      layout: isBridge ? 1 : 0,
      capabilities: [...new Set(['pcie', name])],
      offsets: { pcie: 0x40, ...(name !== 'pcie' && standard ? { [name]: 0x80 } : {}) },
      versions: { [name]: shape.capabilityVersion ?? 1 },
    },
  );
  const start = name === 'pcie' ? 0x40 : standard ? 0x80 : 0x100;
  const end = start + (shape.length ?? (name === 'pcie' ? 0x3c : 0x40));
  return Array.from({ length: cases }, (_, n) => {
    const random = randomBytes(0x9e3779b9 ^ (n * 2654435761));
    const bytes = Uint8Array.from(base);
    for (let offset = start + (standard ? 2 : 4); offset < end; offset++)
      bytes[offset] = n === 0 ? 0 : n === 1 ? 0xff : random();
    // What kind of Function this is stays as it was asked for.
    bytes[0x42] = (type << 4) | version;
    if (name !== 'pcie') bytes[0x43] = 0;
    for (let offset = 4; offset < 8; offset++) bytes[offset] = random();
    // Reserved bits are 0: a Status of all ones is what a Function shows that does not answer.
    bytes[6] = ((bytes[6] as number) & ~6) | 0x10;
    bytes[0] = vendor & 0xff;
    bytes[1] = vendor >> 8;
    if (device !== undefined) {
      bytes[2] = device & 0xff;
      bytes[3] = device >> 8;
    }
    for (const [offset, byte] of Object.entries(shape.fixed ?? {})) bytes[start + Number(offset)] = byte;
    for (const [offset, bits] of Object.entries(shape.reserved ?? {})) {
      const at = start + Number(offset);
      bytes[at] = (bytes[at] as number) & ~bits;
    }
    for (const [offset, bits] of Object.entries(shape.set ?? {})) {
      const at = start + Number(offset);
      bytes[at] = (bytes[at] as number) | bits;
    }
    const origin = { kind: 'binary', file: name } as const;
    const fn = (): PciFunction => new PciFunction(0, n, ConfigSpace.of(bytes), origin, { text: 'Generated' });
    if (!shape.oneOf) return fn();
    for (const [path, values] of Object.entries(shape.oneOf) as [string, readonly number[]][]) {
      const reading = new FunctionView(fn()).read(path);
      if (reading.state !== 'known') throw new Error(`${path}: ${reading.state}`);
      const pick = n < 2 ? n * (values.length - 1) : random() % values.length;
      write(bytes, reading.place, values[pick] as number);
    }
    return fn();
  });
}

/** Functions without capabilities whose header is random; in the first all zeros, in the second all ones. */
export function generatedHeaders(layout: number, cases: number): PciFunction[] {
  const size = layout === 2 ? 128 : 64;
  return Array.from({ length: cases }, (_, n) => {
    const random = randomBytes(0x51ed270b ^ (n * 2654435761) ^ layout);
    const bytes = Uint8Array.from({ length: size }, () => (n === 0 ? 0 : n === 1 ? 0xff : random()));
    bytes[0] = 0x86;
    bytes[1] = 0x80;
    bytes[0x0e] = layout | ((bytes[0x0e] as number) & 0x80);
    legalBars(bytes, layout === 0 ? 6 : layout === 1 ? 2 : 1);
    bytes[0x3d] = (bytes[0x3d] as number) % 5;
    // Windows of more than 2 ** 52 bytes lspci 3.9.0 gives a wrong size: addresses have 48 bits.
    if (layout === 1) for (const at of [0x2a, 0x2b, 0x2e, 0x2f]) bytes[at] = 0;
    // No capabilities: with 64 bytes lspci could not read them.
    bytes[0x06] = (bytes[0x06] as number) & ~0x10;
    const origin = { kind: 'binary', file: 'header' } as const;
    return new PciFunction(0, n, ConfigSpace.of(bytes), origin, { text: 'Generated' });
  });
}

/** BARs as hardware has them: I/O, 32 bits, below 1 MiB, or 64 bits with an upper half, whose low bits lspci would show. */
function legalBars(bytes: Uint8Array, count: number): void {
  for (let n = 0; n < count; n++) {
    const at = 0x10 + 4 * n;
    const low = bytes[at] as number;
    if ((low & 1) !== 0) bytes[at] = low & ~2;
    else if ((low & 6) === 6) bytes[at] = low & ~4;
    else if ((low & 6) === 4) {
      if (n === count - 1) bytes[at] = low & ~4;
      else {
        n++;
        bytes[at + 4] = (bytes[at + 4] as number) & ~15;
      }
    }
  }
}

function write(bytes: Uint8Array, { offset, low, width }: BitPlace, value: number): void {
  for (let n = 0; n < width; n++) {
    const at = offset + ((low + n) >> 3);
    const mask = 1 << ((low + n) & 7);
    bytes[at] = ((bytes[at] as number) & ~mask) | ((value >>> n) & 1 ? mask : 0);
  }
}
