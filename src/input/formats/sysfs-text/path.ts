import { type AddressKey, busOf, domainIn, parseAddress, routingIdIn } from '../../../model/address.ts';

/* What a path of sysfs names. */

const address = /[0-9a-f]{4,8}:[0-9a-f]{2}:[01][0-9a-f]\.[0-7]/.source;
const inFunction = new RegExp(`(?:^|/)(${address})/([\\w.-]+(?:/segment[0-3])?)/?$`, 'i');
const ofFunction = new RegExp(`(?:^|/)(${address})/?$`, 'i');
const ofGroup = new RegExp(`(?:^|/)(?:iommu_groups/)?(\\d{1,6})/devices/(${address})/?$`, 'i');
const ofDriver = new RegExp(`(?:^|/)drivers/([\\w.-]{1,64})/(${address})/?$`, 'i');

/** `name`: an attribute or link in the folder of a Function; undefined for the folder. */
export interface Named {
  readonly key: AddressKey;
  readonly name?: string;
  /** What the path itself says: `iommu_group` or `driver`, and which. */
  readonly says?: readonly [name: string, value: string];
}

export function named(path: string): Named | undefined {
  const group = ofGroup.exec(path);
  const driver = group ? null : ofDriver.exec(path);
  const inside = inFunction.exec(path);
  const [, text, name] = inside ?? ((group ?? driver) ? [] : (ofFunction.exec(path) ?? []));
  const key = parseAddress((group ?? driver)?.[2] ?? text ?? '');
  if (key === undefined) return undefined;
  if (group) return { key, says: ['iommu_group', group[1] as string] };
  if (driver) return { key, says: ['driver', driver[1] as string] };
  return name === undefined ? { key } : { key, name };
}

/** A path below a folder that was named before. */
export const below = (folder: string, path: string): string =>
  path.startsWith('/') || folder === '' ? path : `${folder.replace(/\/$/, '')}/${path.replace(/^\.\//, '')}`;

/** The folder of a Function that a prompt or a command names: `root@host:/sys/bus/pci/devices/0000:01:00.0#`. */
const folder = new RegExp(`(?:/[^\\s:*#$]*)?/${address}(?=[/\\s#$*]|$)`, 'i');
export const folderIn = (text: string): string | undefined => folder.exec(text)?.[0];

/** The last part of a link's target. */
export const lastPart = (target: string): string => {
  const path = target.replace(/\/$/, '');
  return path.slice(path.lastIndexOf('/') + 1);
};

/** A bridge that a path passes, and the bus of the Function after it. */
export interface Passed {
  readonly bridge: AddressKey;
  readonly bus: number;
}

/**
 * The bridges that the path to a Function's folder passes: `../../../devices/pci0000:00/0000:00:02.0/0000:01:00.0`. A
 * root bus between two Functions, as below a VMD controller, is in a domain of its own.
 */
export function bridgesOn(target: string, key: AddressKey): Passed[] {
  const parts = target.replace(/\/$/, '').split('/').map(parseAddress);
  if (parts.at(-1) !== key) return [];
  return parts.flatMap((child, n) => {
    const bridge = parts[n - 1];
    if (bridge === undefined || child === undefined) return [];
    const bus = busOf(routingIdIn(child));
    const isBelow = domainIn(bridge) === domainIn(child) && bus > busOf(routingIdIn(bridge));
    return isBelow ? [{ bridge, bus }] : [];
  });
}
