import { type AddressKey, busOf, parseAddress } from '../model/address.ts';
import type { PciFunction } from '../model/function.ts';
import type { BridgeAbove } from './format.ts';
import { systemFact } from './system-facts.ts';

/* Where sysfs has a Function, and where its links lead. What a Function does not state is not made up. */

/** Folder of a Function below `sys`: under the bridges that lead to it. */
function folderOf(fn: PciFunction, bridgeAbove: BridgeAbove): string {
  const bridge = bridgeAbove(fn);
  if (bridge) return `${folderOf(bridge, bridgeAbove)}/${fn.address}`;
  const bus = busOf(fn.routingId).toString(16).padStart(2, '0');
  const root = `pci${fn.domain.toString(16).padStart(4, '0')}:${bus}`;
  return `devices/${root}/${fn.address}`;
}

/** Where links of a Function lead that lead to no Function. */
const linkFolders: Readonly<Record<string, string>> = {
  driver: 'bus/pci/drivers',
  iommu_group: 'kernel/iommu_groups',
  subsystem: 'bus',
  firmware_node: 'devices/LNXSYSTM:00',
};
const functionLink = /^(?:physfn|virtfn\d{1,5})$/;

/** Whether a text can be one name in a path. */
const isName = (text: string): boolean => /^[^/\0]+$/.test(text) && text !== '.' && text !== '..';

/** Folders of Functions below `sys`, by address. A tree can hold only the first of two Functions with one address. */
export function foldersOf(
  functions: readonly PciFunction[],
  bridgeAbove: BridgeAbove,
): Map<AddressKey, string> {
  const folders = new Map<AddressKey, string>();
  for (const fn of functions) if (!folders.has(fn.key)) folders.set(fn.key, folderOf(fn, bridgeAbove));
  return folders;
}

/** Names and targets of a Function's links. */
export function* linksOf(
  fn: PciFunction,
  folders: ReadonlyMap<AddressKey, string>,
): Generator<readonly [name: string, target: string]> {
  const up = '../'.repeat((folders.get(fn.key) ?? '').split('/').length);
  const targets = new Map(fn.surroundings.links);
  // In lspci's text these are words.
  for (const name of ['driver', 'iommu_group']) {
    const text = systemFact(fn, name);
    if (text !== undefined && !targets.has(name)) targets.set(name, text);
  }
  for (const [name, target] of targets) {
    if (!isName(target)) continue;
    const key = parseAddress(target);
    const place = key === undefined ? undefined : folders.get(key);
    const other = Object.hasOwn(linkFolders, name) ? linkFolders[name] : undefined;
    if (functionLink.test(name)) yield [name, place ? up + place : `../${target}`];
    else if (other) yield [name, `${up}${other}/${target}`];
  }
}

/** Bytes of a config file. A file has no holes: what follows one stays away, and is not replaced by zeros. */
export function configFile(fn: PciFunction): Uint8Array | undefined {
  const [first] = fn.config.knownRanges;
  return first?.start === 0 ? fn.config.slice(0, first.end) : undefined;
}
