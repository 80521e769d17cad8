import type { TarHeader } from 'modern-tar';
import type { AddressKey } from '../model/address.ts';
import type { PciFunction } from '../model/function.ts';
import type { BridgeAbove } from './format.ts';
import { configFile, foldersOf, linksOf } from './sysfs-paths.ts';
import { systemFact } from './system-facts.ts';

/* A sysfs tree as tar, the inverse of formats/sysfs.ts. */

interface Entry {
  readonly header: TarHeader;
  readonly body?: Uint8Array;
}

const utf8 = new TextEncoder();
/** Two blocks of zeros end an archive (POSIX.1-2017, pax, ustar interchange format). */
const endOfArchive = 1024;
/** Archives of the same Functions are the same bytes. */
const mtime = new Date(0);

function file(name: string, body: Uint8Array): Entry {
  return { header: { name, size: body.length, type: 'file', mode: 0o644, mtime }, body };
}

function link(name: string, linkname: string): Entry {
  return { header: { name, size: 0, type: 'symlink', linkname, mtime } };
}

function* entriesOf(
  fn: PciFunction,
  folders: ReadonlyMap<AddressKey, string>,
  attributes: readonly string[],
): Generator<Entry> {
  const folder = folders.get(fn.key) ?? '';
  const inner = `sys/${folder}`;
  yield link(`sys/bus/pci/devices/${fn.address}`, `../../../${folder}`);
  yield file(`${inner}/uevent`, utf8.encode(`PCI_SLOT_NAME=${fn.address}\n`));
  const config = configFile(fn);
  if (config) yield file(`${inner}/config`, config);
  for (const name of attributes) {
    const text = systemFact(fn, name);
    if (text !== undefined) yield file(`${inner}/${name}`, utf8.encode(text === '' ? '' : `${text}\n`));
  }
  for (const [name, target] of linksOf(fn, folders)) yield link(`${inner}/${name}`, target);
}

/** The tree of these Functions with the attributes of these names, as a tar archive in pieces. */
export async function* sysfsTar(
  functions: readonly PciFunction[],
  attributes: readonly string[],
  bridgeAbove: BridgeAbove,
): AsyncGenerator<Uint8Array> {
  const { packTar } = await import('modern-tar');
  const folders = foldersOf(functions, bridgeAbove);
  const written = new Set<AddressKey>();
  for (const fn of functions) {
    if (written.has(fn.key)) continue;
    written.add(fn.key);
    // One archive for each Function, without its end: the packer keeps all that it has until it is read.
    const archive = await packTar([...entriesOf(fn, folders, attributes)]);
    yield archive.subarray(0, archive.length - endOfArchive);
  }
  yield new Uint8Array(endOfArchive);
}
