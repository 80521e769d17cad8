import { type AddressKey, domainIn, routingIdIn } from '../model/address.ts';
import type { Position } from '../model/diagnostic.ts';
import { PciFunction } from '../model/function.ts';
import type { StatedBy } from '../model/stated.ts';
import { Facts } from './facts.ts';
import { stateSysfs } from './formats/sysfs/stated.ts';
import { noBytes } from './join.ts';

/** What a text says about a Function's folder in sysfs. */
export interface Folder {
  readonly line: number;
  readonly attributes: Map<string, string>;
  readonly links: Map<string, string>;
  /** Where attributes and links are. */
  readonly places: Map<string, Position>;
  /** Bytes of configuration space that the kernel has of it. */
  configSize?: number;
  /** Buses of the Functions whose folders are in this one: it is a bridge. */
  busesBelow?: { readonly buses: Set<number>; readonly at: Position };
  /** Vendor and device in words. */
  name?: string;
  className?: string;
}

/** What `uevent` and udev say, as the attributes and links that say the same. */
const properties: readonly (readonly [
  RegExp,
  (match: RegExpExecArray) => readonly (readonly [name: string, value: string])[],
])[] = [
  [/^DRIVER=(\S{1,64})$/, ([, name = '']) => [['driver', name]]],
  [
    /^PCI_CLASS=([0-9A-F]{1,6})$/i,
    ([, code = '']) => [['class', `0x${code.toLowerCase().padStart(6, '0')}`]],
  ],
  [/^PCI_ID=([0-9A-F]{4}):([0-9A-F]{4})$/i, (match) => idsOf(['vendor', 'device'], match)],
  [
    /^PCI_SUBSYS_ID=([0-9A-F]{4}):([0-9A-F]{4})$/i,
    (match) => idsOf(['subsystem_vendor', 'subsystem_device'], match),
  ],
];

const idsOf = (
  names: readonly [string, string],
  [, first = '', second = '']: RegExpExecArray,
): readonly (readonly [string, string])[] => [
  [names[0], `0x${first.toLowerCase()}`],
  [names[1], `0x${second.toLowerCase()}`],
];

/** Adds what a property says; whether it is one of those that say something. */
export function takeProperty(folder: Folder, text: string, place: Position): boolean {
  for (const [pattern, meaning] of properties) {
    const match = pattern.exec(text);
    if (!match) continue;
    for (const [name, value] of meaning(match)) {
      const target = name === 'driver' ? folder.links : folder.attributes;
      if (target.has(name)) continue;
      target.set(name, value);
      folder.places.set(name, place);
    }
    return true;
  }
  return false;
}

/** The folders that a text says something of, in its order. */
export class SysfsFolders {
  readonly #file: string;
  readonly #by: StatedBy;
  readonly #folders = new Map<AddressKey, Folder>();

  constructor(file: string, by: StatedBy) {
    this.#file = file;
    this.#by = by;
  }

  of(key: AddressKey, line: number): Folder {
    let folder = this.#folders.get(key);
    if (!folder) {
      folder = { line, attributes: new Map(), links: new Map(), places: new Map() };
      this.#folders.set(key, folder);
    }
    return folder;
  }

  functions(): PciFunction[] {
    return [...this.#folders].map(([key, folder]) => {
      const { line, links } = folder;
      const origin = { kind: 'rows', file: this.#file, line, firstRow: line } as const;
      return new PciFunction(domainIn(key), routingIdIn(key), noBytes, origin, {
        ...(folder.name ? { text: folder.name } : {}),
        attributes: attributesBeside(folder),
        links,
        stated: () => this.#stated(folder),
      });
    });
  }

  #stated({ attributes, links, places, configSize, busesBelow, name, className }: Folder) {
    const facts = stateSysfs(new Facts(this.#by), attributes, links, (of) => places.get(of));
    if (configSize !== undefined) facts.fact('configSize', configSize);
    if (busesBelow) {
      const { buses, at } = busesBelow;
      facts.field('header.secondary_bus_number', Math.min(...buses), at);
      // VFs take further buses, whose last is known only as the last that is listed.
      if (buses.size > 1) facts.field('header.subordinate_bus_number', Math.max(...buses), at);
    }
    if (name !== undefined) facts.fact('name', name);
    if (className !== undefined) facts.fact('className', className);
    return facts.build();
  }
}

/**
 * The attributes, without a count of VFs where the text has no links to any: in a copy of sysfs these would be lost, a
 * text may simply not list them. The count stays stated.
 */
function attributesBeside({ attributes, links }: Folder): ReadonlyMap<string, string> {
  const count = attributes.get('sriov_numvfs');
  if (
    count === undefined ||
    Number(count) === 0 ||
    [...links.keys()].some((name) => name.startsWith('virtfn'))
  )
    return attributes;
  const others = new Map(attributes);
  others.delete('sriov_numvfs');
  return others;
}
