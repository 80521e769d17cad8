import { ConfigSpace, configSpaceSize } from '../model/config-space.ts';
import { PciFunction } from '../model/function.ts';
import type { CapabilityDefinition, Quantity, When } from '../registers/define.ts';
import type { FieldPath } from '../registers/index.ts';
import { definitionNamed } from './definitions.ts';
import { parsePath } from './path.ts';
import { scopeOf } from './scope.ts';
import { type BitPlace, FunctionView, scaled } from './view.ts';

/** Values by field path. */
export type FieldValues = { readonly [P in FieldPath]?: number | bigint };

/** How a configuration space is laid out. */
export interface EncodeOptions {
  /** Header layout: 0 (the default), 1 or 2. */
  readonly layout?: 0 | 1 | 2;
  /** Capabilities without fields of their own, or to fix the order: `['pm', 'pcie', 'sriov']`. */
  readonly capabilities?: readonly string[];
  /** Offsets, by name; what is not named is laid out in order. */
  readonly offsets?: Readonly<Record<string, number>>;
  /** Bytes of the result: 64, 256 or 4,096 (the default). */
  readonly size?: number;
  /** Capability Version of extended capabilities, by name; 1 otherwise. */
  readonly versions?: Readonly<Record<string, number>>;
  /** Bytes to leave for a capability whose length depends on the dump, by name. */
  readonly lengths?: Readonly<Record<string, number>>;
}

/** A field that cannot be written: no such path, or the layout that the other fields make does not have it. */
export class EncodeError extends Error {}

/**
 * Builds a configuration space from fields: the inverse of decoding. Capabilities that the fields name are laid
 * out and linked; everything else is zero.
 */
export function encode(fields: FieldValues, options: EncodeOptions = {}): Uint8Array {
  const bytes = new Uint8Array(configSpaceSize);
  bytes[0x0e] = options.layout ?? 0;
  const values = new Map<string, bigint>();
  for (const [path, value] of Object.entries(fields))
    if (value !== undefined) values.set(path, BigInt(value));
  // Header fields decide which variant of a capability holds, so they come first.
  for (const [path, value] of values) {
    if (!path.startsWith('header.')) continue;
    write(bytes, path, value);
    values.delete(path);
  }
  const names = capabilityNames(values.keys(), options);
  const offsets = place(bytes, names, values, options);
  for (const [name, offset] of offsets) writeConditions(bytes, name, offset);
  // A field may exist only once another has its value: repeat until nothing moves.
  const pending = new Map(values);
  for (let before = -1; pending.size > 0 && pending.size !== before; ) {
    before = pending.size;
    for (const [path, value] of pending) {
      if (tryWrite(bytes, path, value)) pending.delete(path);
    }
  }
  const [left] = pending.keys();
  if (left !== undefined) throw new EncodeError(`${left} does not exist in this configuration space`);
  // A register that moves with a field written later is at its first place: write all once more.
  for (const [path, value] of values) write(bytes, path, value);
  return bytes.slice(0, options.size ?? configSpaceSize);
}

/** A Function whose configuration space has these fields, for tests and fixtures. */
export function encodeFunction(
  domain: number,
  routingId: number,
  fields: FieldValues,
  options: EncodeOptions = {},
): PciFunction {
  return new PciFunction(domain, routingId, ConfigSpace.of(encode(fields, options)), {
    kind: 'binary',
    file: 'encoded',
  });
}

function viewOf(bytes: Uint8Array): FunctionView {
  return new FunctionView(new PciFunction(0, 0, ConfigSpace.of(bytes), { kind: 'binary', file: 'encoded' }));
}

function capabilityNames(paths: Iterable<string>, options: EncodeOptions): string[] {
  const names = new Set(options.capabilities ?? []);
  for (const path of paths) {
    const steps = parsePath(path);
    if (!steps) throw new EncodeError(`${path} is not a path`);
    const name = steps.instance > 0 ? `${steps.capability}[${steps.instance}]` : steps.capability;
    names.add(name);
  }
  // Only PCI Express and PCI-X Mode 2 have extended capabilities. Last, so that nothing else moves.
  const isExtended = [...names].some((name) => definitionNamed(baseName(name))?.kind === 'extended');
  if (isExtended && !names.has('pcie') && !names.has('pcix')) names.add('pcie');
  return [...names];
}

const baseName = (name: string): string => name.replace(/\[\d+\]$/, '');

/** Writes the headers of both lists and returns where each capability begins. */
function place(
  bytes: Uint8Array,
  names: readonly string[],
  values: ReadonlyMap<string, bigint>,
  options: EncodeOptions,
): Map<string, number> {
  const offsets = new Map<string, number>();
  const layout = options.layout ?? 0;
  let nextStandard = layout === 2 ? 0x80 : 0x40;
  let nextExtended = 0x100;
  let link = layout === 2 ? 0x14 : 0x34;
  let lastExtended = 0;
  for (const name of names) {
    const definition = definitionNamed(baseName(name));
    if (!definition) throw new EncodeError(`there is no capability ${name}`);
    const length = align(options.lengths?.[name] ?? longest(definition, values));
    if (definition.kind === 'standard') {
      const offset = options.offsets?.[name] ?? nextStandard;
      nextStandard = Math.max(nextStandard, offset + length);
      if (offset + 2 > 0x100) throw new EncodeError(`${name} does not fit below 100h`);
      bytes[link] = offset;
      bytes[offset] = definition.id;
      link = offset + 1;
      bytes[0x06] = (bytes[0x06] as number) | 0x10;
      offsets.set(name, offset);
    } else {
      const offset = options.offsets?.[name] ?? nextExtended;
      nextExtended = Math.max(nextExtended, offset + length);
      if (offset + 4 > configSpaceSize) throw new EncodeError(`${name} does not fit below 1000h`);
      const version = options.versions?.[name] ?? 1;
      put(bytes, { offset, registerWidth: 32, low: 0, width: 32 }, BigInt(definition.id | (version << 16)));
      if (lastExtended > 0) {
        put(bytes, { offset: lastExtended, registerWidth: 32, low: 20, width: 12 }, BigInt(offset));
      } else if (offset !== 0x100) {
        put(bytes, { offset: 0x100, registerWidth: 32, low: 20, width: 12 }, BigInt(offset));
      }
      lastExtended = offset;
      offsets.set(name, offset);
    }
  }
  return offsets;
}

const align = (length: number): number => (length + 3) & ~3;
const roomForVariable = 0x40;

/** The most that a capability can take, as far as its table and the values tell. */
function longest(definition: CapabilityDefinition, values: ReadonlyMap<string, bigint>): number {
  const { length } = definition;
  const candidates: Quantity[] = Array.isArray(length)
    ? length.map((choice) => choice.length)
    : [length as Quantity];
  const most = (quantity: Quantity): number => {
    if (typeof quantity === 'number') return quantity;
    const value = values.get(`${definition.name}.${quantity.field}`);
    if (value === undefined) return roomForVariable;
    return scaled(quantity, Number(value)) + (quantity.add === undefined ? 0 : most(quantity.add));
  };
  return Math.max(8, ...candidates.map(most));
}

/** Writes the fields that tell a variant from its siblings (a DVSEC's vendor and ID). */
function writeConditions(bytes: Uint8Array, name: string, offset: number): void {
  const definition = definitionNamed(baseName(name));
  if (!definition?.when) return;
  const scope = scopeOf(definition);
  for (const [path, condition] of Object.entries(definition.when satisfies When)) {
    const reference = scope.find(path);
    const value = firstThatFits(condition);
    if (!reference || value === undefined) continue;
    const at = reference.register.placements[0]?.offset;
    if (typeof at !== 'number') continue;
    const { low, width } = reference.field ?? { low: 0, width: reference.register.width };
    put(bytes, { offset: offset + at, registerWidth: reference.register.width, low, width }, BigInt(value));
  }
}

function firstThatFits(condition: When[string]): number | undefined {
  const [first] = [condition].flat();
  if (typeof first === 'number') return first;
  return first && 'atLeast' in first ? first.atLeast : undefined;
}

function write(bytes: Uint8Array, path: string, value: bigint): void {
  if (!tryWrite(bytes, path, value))
    throw new EncodeError(`${path} does not exist in this configuration space`);
}

function tryWrite(bytes: Uint8Array, path: string, value: bigint): boolean {
  const reading = viewOf(bytes).read(path);
  if (reading.state !== 'known') return false;
  if (value < 0n || value >= 1n << BigInt(reading.place.width)) {
    throw new EncodeError(`${path} has ${reading.place.width} bits; ${value} does not fit`);
  }
  put(bytes, reading.place, value);
  return true;
}

/** Writes the bits of a place. */
export function put(bytes: Uint8Array, place: BitPlace, value: bigint): void {
  for (let n = 0; n < place.width; n++) {
    const bit = place.low + n;
    const at = place.offset + (bit >> 3);
    const mask = 1 << (bit & 7);
    if ((value >> BigInt(n)) & 1n) bytes[at] = (bytes[at] as number) | mask;
    else bytes[at] = (bytes[at] as number) & ~mask;
  }
}
