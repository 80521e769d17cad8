import { type AddressKey, addressKey, formatKey, routingIdOf } from '../../model/address.ts';
import { ConfigSpace, configSpaceSize } from '../../model/config-space.ts';
import { PciFunction } from '../../model/function.ts';
import type { Diagnostics } from '../diagnostics.ts';
import type { TreeFormat } from '../format.ts';
import { linesOf } from '../hex-rows.ts';
import { type Entry, Listed } from '../listed.ts';
import type { Tree } from '../vfs.ts';
import { takeListed } from './procfs-list.ts';

/*
 * /proc/bus/pci: a folder for each bus (with the domain before it where there are several), a file for each Function,
 * and the list `devices` (Linux drivers/pci/proc.c).
 */
const busName = /^(?:([0-9a-f]{4,8})[:_])?([0-9a-f]{2})$/i;
const functionName = /^([01][0-9a-f])\.([0-7])$/i;
const roots = ['', 'bus/pci', 'proc/bus/pci'];
const mostListed = 4 << 20;

/** Whether the folders of buses are in this one. */
export function holdsBuses(tree: Tree, at: string): boolean {
  const inside = (path: string): string[] =>
    tree.list(path).map((name) => (path === '' ? name : `${path}/${name}`));
  const isFunction = (path: string): boolean =>
    functionName.test(path.slice(path.lastIndexOf('/') + 1)) && tree.kindOf(path) === 'file';
  return inside(at)
    .filter((path) => busName.test(path.slice(path.lastIndexOf('/') + 1)))
    .some((bus) => inside(bus).some(isFunction));
}

/** Where the folders of buses are: here, below proc, or below one folder that holds proc, as in a sosreport. */
function rootOf(tree: Tree): string | undefined {
  for (const top of ['', ...tree.list('')]) {
    for (const root of roots) {
      const at = [top, root].filter((part) => part !== '').join('/');
      // Without a name that says so, two hexadecimal digits are not enough.
      if ((top === '' || root !== '') && holdsBuses(tree, at)) return at;
    }
  }
  return undefined;
}

/** What `devices` states. It has no domains: only Functions of domain 0 are looked up. */
function listIn(tree: Tree, root: string, diagnostics: Diagnostics): (key: AddressKey) => Entry | undefined {
  const path = root === '' ? 'devices' : `${root}/devices`;
  const listed = new Listed(tree.display(path), 'procfs', diagnostics);
  /** Addresses that several domains have. */
  const ambiguous = new Set<AddressKey>();
  const bytes = tree.kindOf(path) === 'file' ? tree.read(path, mostListed) : undefined;
  for (const { text, number } of linesOf(bytes ?? new Uint8Array(0), listed.tooLong)) {
    const taken = takeListed(text, number, listed);
    // The folders name the domains, and the Functions of all of them are read from there.
    if (typeof taken === 'number') ambiguous.add(taken);
    if (taken !== undefined || text.trim() === '') continue;
    const at = { file: tree.display(path), line: number, column: 1 };
    const message = 'this line of the list of devices is not understood; it was skipped';
    diagnostics.push({ code: 'procfs/unknown-line', severity: 'warning', message, at });
  }
  return (key) => (ambiguous.has(key) ? undefined : listed.get(key));
}

export default {
  kind: 'tree',
  name: 'procfs',
  rank: 20,
  capture: {
    again: 'Copy /proc/bus/pci again as root.',
    bytes: 'Copy the file of the function again as root: without root it has 64 bytes.',
    extended: 'Copy the file of the function again as root, where the kernel has 4096 bytes of it.',
    facts: 'Copy devices and the files of the functions in one run.',
    others: 'Copy the folders of the other buses too.',
  },
  title: '/proc/bus/pci, or a copy of it',
  detect: (tree) => rootOf(tree) !== undefined,
  read(tree, diagnostics) {
    const root = rootOf(tree) ?? '';
    const listedAt = listIn(tree, root, diagnostics);
    const found: [AddressKey, PciFunction][] = [];
    for (const bus of tree.list(root)) {
      const named = busName.exec(bus);
      if (!named) continue;
      const folder = root === '' ? bus : `${root}/${bus}`;
      for (const name of tree.list(folder)) {
        const match = functionName.exec(name);
        if (!match) continue;
        const domain = parseInt(named[1] ?? '0', 16);
        const [, device = '', fn = ''] = match;
        const routingId = routingIdOf(parseInt(named[2] as string, 16), parseInt(device, 16), Number(fn));
        const key = addressKey(domain, routingId);
        const path = `${folder}/${name}`;
        const bytes = tree.read(path, configSpaceSize);
        const file = tree.display(path);
        if (!bytes || bytes.length === 0) {
          const why = tree.whyUnread(path);
          const message = bytes ? 'the file is empty' : `the file cannot be read${why ? `: ${why}` : ''}`;
          const at = { file };
          diagnostics.push({
            code: 'procfs/no-bytes',
            severity: 'warning',
            message,
            at,
            function: formatKey(key),
          });
        }
        const stated = domain === 0 ? listedAt(key)?.facts.build() : undefined;
        const driver = stated?.driver?.value;
        const surroundings = {
          ...(driver === undefined ? {} : { attributes: new Map([['driver', driver]]) }),
          ...(stated ? { stated: () => stated } : {}),
        };
        const config = ConfigSpace.of(bytes ? Uint8Array.from(bytes) : new Uint8Array(0));
        found.push([key, new PciFunction(domain, routingId, config, { kind: 'binary', file }, surroundings)]);
      }
    }
    return found.sort(([a], [b]) => a - b).map(([, fn]) => fn);
  },
} satisfies TreeFormat;
