import type { CarriedInput } from '../../input/carried.ts';
import type { MemoryEntry } from '../../input/memory.ts';
import { MemoryTree } from '../../input/memory.ts';
import { treeFormats } from '../../input/order.ts';

/** A file with its path below what was dropped. */
export interface Found {
  readonly path: string;
  readonly file: File;
}

/** What was dropped: files, and folders with all that is in them. */
export async function droppedFiles(transfer: DataTransfer): Promise<Found[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return [...transfer.files].map((file) => ({ path: file.name, file }));
  const found: Found[] = [];
  for (const entry of entries) await walk(entry, '', found);
  return found;
}

async function walk(entry: FileSystemEntry, above: string, found: Found[]): Promise<void> {
  const path = above === '' ? entry.name : `${above}/${entry.name}`;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    found.push({ path, file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // A reader gives a part of a large folder at a time, and nothing at its end.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return;
    for (const each of some) await walk(each, path, found);
  }
}

/** Files as inputs: a folder that a reader of folders knows is one, every other file is one. */
export async function inputsOf(found: readonly Found[]): Promise<CarriedInput[]> {
  const folders = new Map<string, Found[]>();
  const inputs: CarriedInput[] = [];
  for (const one of found) {
    const slash = one.path.indexOf('/');
    if (slash < 0) inputs.push({ name: one.path, content: await bytesOf(one.file) });
    else {
      const name = one.path.slice(0, slash);
      const list = folders.get(name);
      if (list) list.push(one);
      else folders.set(name, [one]);
    }
  }
  for (const [name, files] of folders) inputs.push(...(await inputsOfFolder(name, files)));
  return inputs;
}

async function inputsOfFolder(name: string, files: readonly Found[]): Promise<CarriedInput[]> {
  const content = new Map<string, MemoryEntry>();
  for (const { path, file } of files)
    content.set(path.slice(name.length + 1), { kind: 'file', bytes: await bytesOf(file) });
  const tree = new MemoryTree(name, name);
  for (const [path, entry] of content) tree.add(path, entry);
  if (treeFormats.some((format) => format.detect(tree))) return [{ name, folder: name, content }];
  return [...content].flatMap(([path, entry]) =>
    entry.kind === 'file' ? [{ name: `${name}/${path}`, content: entry.bytes }] : [],
  );
}

const bytesOf = async (file: File): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer());
