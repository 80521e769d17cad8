import { lengthOf } from '../decode/length.ts';
import { FunctionView } from '../decode/view.ts';
import { withFacts } from '../input/beside.ts';
import { mergeStated } from '../input/facts.ts';
import { ConfigSpace } from '../model/config-space.ts';
import { PciFunction, type Surroundings } from '../model/function.ts';
import { nothingStated, type Stated, type StatedFact } from '../model/stated.ts';

/** One kind of place, what was done about it, and where. */
export interface AnonymizedPlace {
  /** Path of the field, or `attribute NAME`. */
  readonly field: string;
  /** Addresses of the Functions. */
  readonly functions: readonly string[];
  /** How many different values there are. */
  readonly values: number;
}

/** A place that was left as it is. */
export interface LeftPlace extends AnonymizedPlace {
  readonly why: string;
}

/** Stated fields that only one machine has, and those that --anonymize-subsystem is about. */
const identifying = /^(?:dsn|vpd|hierarchy_id)\b/;
const subsystemField = /\.subsystem_(?:vendor_)?id$/;

/** Numbers originals from 1 in the order in which they are met: the same original always gets the same number. */
class Numbers {
  readonly #seen = new Map<string, number>();

  of(original: string): number {
    let number = this.#seen.get(original);
    if (number === undefined) {
      number = this.#seen.size + 1;
      this.#seen.set(original, number);
    }
    return number;
  }
}

class Places {
  readonly #found = new Map<string, { functions: Set<string>; values: Set<string> }>();

  add(field: string, fn: PciFunction, original: string): void {
    const place = this.#found.get(field) ?? { functions: new Set(), values: new Set() };
    place.functions.add(fn.address);
    place.values.add(original);
    this.#found.set(field, place);
  }

  list(): AnonymizedPlace[] {
    return [...this.#found].map(([field, { functions, values }]) => ({
      field,
      functions: [...functions],
      values: values.size,
    }));
  }
}

/** The configuration space of one Function while it is changed; bytes that are not known stay so. */
class Draft {
  readonly bytes: Uint8Array;
  readonly view: FunctionView;

  constructor(fn: PciFunction) {
    this.view = new FunctionView(fn);
    this.bytes = fn.config.slice(0, fn.config.end);
  }

  /** The bytes from `offset` on in hex digits, the highest first; unknown ones read 00. */
  value(offset: number, length: number): string {
    let text = '';
    for (let n = length - 1; n >= 0; n--) text += hex(this.bytes[offset + n] ?? 0, 2);
    return text;
  }

  put(offset: number, value: string): void {
    for (let n = 0, at = value.length - 2; at >= 0; n++, at -= 2) {
      if (this.view.config.has(offset + n, 1)) this.bytes[offset + n] = parseInt(value.slice(at, at + 2), 16);
    }
  }

  config(): ConfigSpace {
    const { ranges, end } = this.view.config;
    return new ConfigSpace(this.bytes, 0, this.bytes.length, end, ranges);
  }
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
/** Nothing was ever written there. */
const isBlank = (value: string): boolean => /^(?:0+|f+)$/.test(value);

/** Attributes whose value identifies one piece of hardware, by the last part of their name. */
const serialAttribute =
  /(?:^|[/_.])(?:serial|serial_short|serial_number|wwn|wwid|nguid|eui|eui64|uuid|guid|vpd|unique_id)$/i;
const macAddress =
  /(?<![0-9a-f:-])[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}(?![0-9a-f]|[:-][0-9a-f])/gi;
const eui64 = /(?<![0-9a-f:-])[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){6}[0-9a-f]{2}(?![0-9a-f]|[:-][0-9a-f])/gi;
/** Network interfaces that are named after their address. */
const interfaceName = /\benx([0-9a-f]{12})\b/gi;

const mayHold = 'may hold serial numbers';

const guids = [1, 2, 3, 4, 5].map((n) => `guid_${n}`);

/**
 * Takes out of Functions what identifies one machine: serial numbers, and values made from MAC addresses. One original
 * has one replacement in everything that is given to one anonymizer, so what belonged together still does.
 */
export class Anonymizer {
  readonly #subsystem: boolean;
  readonly #macs = new Numbers();
  readonly #serials = new Numbers();
  readonly #words = new Numbers();
  readonly #guids = new Numbers();
  readonly #texts = new Numbers();
  readonly #vendors = new Numbers();
  readonly #devices = new Numbers();
  readonly #changed = new Places();
  readonly #left = new Places();
  readonly #whys = new Map<string, string>();

  /** `subsystem`: replaces the subsystem IDs as well, which tell the maker and model of a machine. */
  constructor(options: { readonly subsystem?: boolean } = {}) {
    this.#subsystem = options.subsystem === true;
  }

  /** What was replaced. */
  get changed(): readonly AnonymizedPlace[] {
    return this.#changed.list();
  }

  /** What may identify the machine and was left as it is. */
  get left(): readonly LeftPlace[] {
    return this.#left.list().map((place) => ({ ...place, why: this.#whys.get(place.field) ?? '' }));
  }

  /** The same Function without what identifies the machine, and without the name of the file that it was in. */
  take(fn: PciFunction): PciFunction {
    const draft = new Draft(fn);
    for (const { name, instance } of draft.view.capabilities) {
      const path = instance > 0 ? `${name}[${instance}]` : name;
      if (name === 'dsn') this.#replace(draft, fn, path, ['serial_number'], (old) => this.#newEui64(old));
      if (name === 'vpd') this.#replace(draft, fn, path, ['data'], (old) => this.#newWord(old));
      if (name === 'hierarchy_id')
        this.#replace(draft, fn, path, guids, (old) => hex(this.#guids.of(old), 40));
      if (name === 'bridge_subsystem') this.#replaceSubsystem(draft, fn, path);
    }
    this.#replaceSubsystem(draft, fn, 'header');
    this.#noteRest(draft, fn);
    const origin = { kind: 'binary', file: '' } as const;
    return new PciFunction(
      fn.domain,
      fn.routingId,
      draft.config(),
      origin,
      withFacts(this.#surroundings(fn)),
    );
  }

  /** Replaces registers that follow each other and make up one value. */
  #replace(
    draft: Draft,
    fn: PciFunction,
    capability: string,
    registers: readonly string[],
    replacement: (original: string) => string,
  ): void {
    const places = registers.flatMap((register) => {
      const reading = draft.view.read(`${capability}.${register}`);
      return reading.state !== 'absent' && reading.place ? [reading.place] : [];
    });
    const [first] = places;
    if (!first) return;
    const length = places.reduce((sum, place) => sum + place.registerWidth / 8, 0);
    const original = draft.value(first.offset, length);
    if (isBlank(original)) return;
    draft.put(first.offset, replacement(original));
    const field = `${capability.replace(/\[.*/, '')}.${registers.length > 1 ? 'guid' : registers[0]}`;
    this.#changed.add(field, fn, original);
  }

  /** A locally administered address that begins with 02-00-00. */
  #newMac(original: string): string {
    return `020000${hex(this.#macs.of(original), 6)}`;
  }

  /** An EUI-64 made from a MAC address, FFFFh or FFFEh in its middle, stays one of the same address. */
  #newEui64(original: string): string {
    const middle = original.slice(6, 10);
    if (middle !== 'ffff' && middle !== 'fffe') return `02000000${hex(this.#serials.of(original), 8)}`;
    const mac = this.#newMac(original.slice(0, 6) + original.slice(10));
    return mac.slice(0, 6) + middle + mac.slice(6);
  }

  /** Four bytes of text, X001 and so on; VPD is read four bytes at a time. */
  #newWord(original: string): string {
    const text = `X${this.#words.of(original).toString(36).padStart(3, '0').slice(-3).toUpperCase()}`;
    return [...text].reduceRight((digits, character) => digits + hex(character.charCodeAt(0), 2), '');
  }

  #replaceSubsystem(draft: Draft, fn: PciFunction, path: string): void {
    const vendorAt = placeOf(draft.view, `${path}.subsystem_vendor_id`);
    const deviceAt = placeOf(draft.view, `${path}.subsystem_id`);
    if (vendorAt === undefined || deviceAt === undefined) return;
    const vendor = draft.value(vendorAt, 2);
    const device = draft.value(deviceAt, 2);
    if (isBlank(vendor) && isBlank(device)) return;
    if (!this.#subsystem) {
      this.#leave(fn, 'subsystem IDs', 'only --anonymize-subsystem replaces them', vendor + device);
      return;
    }
    draft.put(vendorAt, this.#newVendor(vendor));
    draft.put(deviceAt, this.#newDevice(vendor, device));
    this.#changed.add(`${path.replace(/\[.*/, '')}.subsystem_id`, fn, vendor + device);
  }

  /** FF01h and up, which no vendor has. */
  #newVendor(vendor: string): string {
    return isBlank(vendor) ? vendor : hex(0xff01 + ((this.#vendors.of(vendor) - 1) % 0xfe), 4);
  }

  #newDevice(vendor: string, device: string): string {
    return isBlank(device) ? device : hex(this.#devices.of(vendor + device) & 0xffff, 4);
  }

  #surroundings(fn: PciFunction): Surroundings {
    const { text, attributes, links, stated } = fn.surroundings;
    const result: { -readonly [Key in keyof Surroundings]: Surroundings[Key] } = {};
    if (text !== undefined) result.text = this.#newLine(fn, this.#newText(fn, "lspci's first line", text));
    if (attributes) {
      const changed = new Map<string, string>();
      for (const [name, value] of attributes) changed.set(name, this.#newAttribute(fn, name, value));
      result.attributes = changed;
    }
    if (links) {
      const changed = new Map<string, string>();
      for (const [name, target] of links) changed.set(name, this.#newText(fn, `link ${name}`, target));
      result.links = changed;
    }
    if (stated) {
      const changed = this.#newStated(fn);
      result.stated = () => changed;
    }
    return result;
  }

  /** What words state, without fields that identify the machine. */
  #newStated(fn: PciFunction): Stated {
    const { driver, physicalSlot, name, subsystemVendorId, subsystemId, ...rest } = mergeStated(
      nothingStated,
      fn.stated,
    );
    const fields = new Map(rest.fields);
    for (const [path, { value }] of rest.fields) {
      if (!(identifying.test(path) || (this.#subsystem && subsystemField.test(path)))) continue;
      fields.delete(path);
      this.#changed.add(path, fn, value.toString());
    }
    const words = (fact: StatedFact<string>, what: string): StatedFact<string> => ({
      ...fact,
      value: this.#newText(fn, what, fact.value),
    });
    return {
      ...rest,
      fields,
      ...(driver ? { driver: words(driver, 'the driver') } : {}),
      ...(physicalSlot ? { physicalSlot: words(physicalSlot, 'the physical slot') } : {}),
      ...(name ? { name: words(name, 'the name') } : {}),
      ...(subsystemVendorId && !this.#subsystem ? { subsystemVendorId } : {}),
      ...(subsystemId && !this.#subsystem ? { subsystemId } : {}),
    };
  }

  #newAttribute(fn: PciFunction, name: string, value: string): string {
    const field = `attribute ${name}`;
    const changed = this.#newText(fn, field, value);
    if (changed !== value) return changed;
    if (serialAttribute.test(name) && !isBlank(value) && value !== '') {
      this.#changed.add(field, fn, value);
      return `anonymized-${this.#texts.of(value)}`;
    }
    return this.#subsystem ? this.#newSubsystemText(fn, name, value) : value;
  }

  /** Replaces addresses that stand in a text. */
  #newText(fn: PciFunction, field: string, text: string): string {
    const replace = (kind: 'mac' | 'eui64', found: string): string => {
      const original = found.replace(/[:-]/g, '').toLowerCase();
      if (isBlank(original)) return found;
      this.#changed.add(field, fn, original);
      const digits = kind === 'mac' ? this.#newMac(original) : this.#newEui64(original);
      const separator = /[:-]/.exec(found)?.[0] ?? '';
      return (digits.match(/../g) ?? []).join(separator);
    };
    return text
      .replace(eui64, (found) => replace('eui64', found))
      .replace(macAddress, (found) => replace('mac', found))
      .replace(interfaceName, (_found, digits: string) => `enx${replace('mac', digits)}`);
  }

  #newSubsystemText(fn: PciFunction, name: string, value: string): string {
    const id = (digits: string): string => digits.toLowerCase().slice(-4).padStart(4, '0');
    const upper = (digits: string): string => digits.toUpperCase();
    let changed = value;
    if (/^subsystem_vendor$/.test(name)) changed = `0x${this.#newVendor(id(value))}`;
    else if (/^subsystem_device$/.test(name)) {
      const vendor = fn.attribute('subsystem_vendor') ?? '';
      changed = `0x${this.#newDevice(id(vendor), id(value))}`;
    } else if (/SUBSYS_ID$/i.test(name)) {
      changed = value.replace(/^([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i, (_all, vendor: string, device: string) =>
        upper(`${this.#newVendor(id(vendor))}:${this.#newDevice(id(vendor), id(device))}`),
      );
    } else {
      changed = value.replace(
        /\bpci:.*?sv([0-9A-F]{8})sd([0-9A-F]{8})/g,
        (all, vendor: string, device: string) => {
          const ids = `sv0000${this.#newVendor(id(vendor))}sd0000${this.#newDevice(id(vendor), id(device))}`;
          return all.slice(0, -20) + upper(ids).replace('SV', 'sv').replace('SD', 'sd');
        },
      );
    }
    if (changed !== value) this.#changed.add(`attribute ${name}`, fn, value);
    return changed;
  }

  /** The line of `lspci -mm` names the subsystem behind class, vendor and device. */
  #newLine(fn: PciFunction, text: string): string {
    if (!this.#subsystem || !text.startsWith('"')) return text;
    let words = 0;
    const changed = text.replace(/"(?:[^"\\]|\\.)*"/g, (word) => (++words > 3 ? '""' : word));
    if (changed !== text) this.#changed.add("lspci's first line", fn, text);
    return changed;
  }

  /** Notes what may hold serial numbers in a form that nobody but its maker knows. */
  #noteRest({ view, bytes }: Draft, fn: PciFunction): void {
    const free = new Uint8Array(bytes.length).fill(1);
    free.fill(0, 0, 0x40);
    for (const capability of view.capabilities) {
      const { entry, name, definition } = capability;
      const length = lengthOf(view, capability) ?? (entry.kind === 'standard' ? 2 : 4);
      free.fill(0, entry.offset, entry.offset + length);
      const opaque = ['vendor_specific', 'vsec', 'dvsec', 'doe'].includes(name) || definition === undefined;
      if (opaque) this.#leave(fn, name, mayHold);
    }
    const stray = bytes.some((byte, offset) => byte !== 0 && byte !== 0xff && free[offset] === 1);
    if (stray) this.#leave(fn, 'registers outside capabilities', mayHold);
  }

  #leave(fn: PciFunction, field: string, why: string, value = ''): void {
    this.#whys.set(field, why);
    this.#left.add(field, fn, value);
  }
}

function placeOf(view: FunctionView, path: string): number | undefined {
  const reading = view.read(path);
  return reading.state === 'absent' ? undefined : reading.place?.offset;
}
