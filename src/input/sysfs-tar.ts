import type { TarHeader } from 'modern-tar';
import { type AddressKey, busOf, parseAddress } from '../model/address.ts';
import type { PciFunction } from '../model/function.ts';

/* A sysfs tree as tar, the inverse of formats/sysfs.ts. Nothing is made up: what a Function does not state has no file. */

interface Entry {
  readonly header: TarHeader;
  readonly body?: Uint8Array;
}

const utf8 = new TextEncoder();
/** Archives of the same Functions are the same bytes. */
const mtime = new Date(0);

function file(name: string, body: Uint8Array): Entry {
  return { header: { name, size: body.length, type: 'file', mode: 0o644, mtime }, body };
}

function link(name: string, linkname: string): Entry {
  return { header: { name, size: 0, type: 'symlink', linkname, mtime } };
}

/** Which bridge leads to a bus, by domain and bus number. */
type BridgeOfBus = ReadonlyMap<number, readonly (PciFunction | undefined)[]>;

function bridgesOf(functions: readonly PciFunction[]): BridgeOfBus {
  const bridges = functions
    .map((fn) => {
      const layout = fn.config.u8(0x0e) & 0x7f;
      const isBridge = layout === 1 || layout === 2;
      return { fn, first: isBridge ? fn.config.u8(0x19) : -1, last: fn.config.u8(0x1a) };
    })
    // A bridge leads away from the root: to higher bus numbers than its own.
    .filter(({ fn, first, last }) => first > busOf(fn.routingId) && last >= first)
    .sort((a, b) => a.first - b.first);
  const byDomain = new Map<number, (PciFunction | undefined)[]>();
  for (const { fn, first, last } of bridges) {
    const buses = byDomain.get(fn.domain) ?? new Array<PciFunction | undefined>(256).fill(undefined);
    buses.fill(fn, first, last + 1);
    byDomain.set(fn.domain, buses);
  }
  return byDomain;
}

/** Folder of a Function below `sys`: under the bridges that lead to it. */
function folderOf(fn: PciFunction, bridges: BridgeOfBus): string {
  const bus = busOf(fn.routingId);
  const bridge = bridges.get(fn.domain)?.[bus];
  if (bridge) return `${folderOf(bridge, bridges)}/${fn.address}`;
  const root = `pci${fn.domain.toString(16).padStart(4, '0')}:${bus.toString(16).padStart(2, '0')}`;
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

function* entriesOf(
  fn: PciFunction,
  folders: ReadonlyMap<AddressKey, string>,
  attributes: readonly string[],
): Generator<Entry> {
  const folder = folders.get(fn.key) ?? '';
  const inner = `sys/${folder}`;
  const up = '../'.repeat(folder.split('/').length);
  yield link(`sys/bus/pci/devices/${fn.address}`, `../../../${folder}`);
  yield file(`${inner}/uevent`, utf8.encode(`PCI_SLOT_NAME=${fn.address}\n`));
  const [first] = fn.config.knownRanges;
  // A file has no holes: what follows one stays away, and is not replaced by zeros.
  if (first?.start === 0) yield file(`${inner}/config`, fn.config.slice(0, first.end));
  for (const name of attributes) {
    const text = fn.attribute(name);
    if (text !== undefined) yield file(`${inner}/${name}`, utf8.encode(text === '' ? '' : `${text}\n`));
  }
  const targets = new Map(fn.surroundings.links);
  // In lspci's text these are words.
  for (const name of ['driver', 'iommu_group']) {
    const text = fn.attribute(name);
    if (text !== undefined && !targets.has(name)) targets.set(name, text);
  }
  for (const [name, target] of targets) {
    if (!isName(target)) continue;
    const key = parseAddress(target);
    const place = key === undefined ? undefined : folders.get(key);
    const other = Object.hasOwn(linkFolders, name) ? linkFolders[name] : undefined;
    if (functionLink.test(name)) yield link(`${inner}/${name}`, place ? up + place : `../${target}`);
    else if (other) yield link(`${inner}/${name}`, `${up}${other}/${target}`);
  }
}

/** The tree of these Functions with the attributes of these names, as a tar archive in pieces. */
export async function* sysfsTar(
  functions: readonly PciFunction[],
  attributes: readonly string[],
): AsyncGenerator<Uint8Array> {
  const { createTarPacker } = await import('modern-tar');
  const { readable, controller } = createTarPacker();
  const bridges = bridgesOf(functions);
  const folders = new Map<AddressKey, string>();
  // Of two Functions with one address a tree can hold the first.
  const once = functions.filter((fn) => {
    if (folders.has(fn.key)) return false;
    folders.set(fn.key, folderOf(fn, bridges));
    return true;
  });
  const filled = (async () => {
    for (const fn of once) {
      for (const { header, body } of entriesOf(fn, folders, attributes)) {
        const writer = controller.add(header).getWriter();
        if (body && body.length > 0) await writer.write(body);
        await writer.close();
      }
    }
    controller.finalize();
  })();
  const reader = readable.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    yield value;
  }
  await filled;
}
