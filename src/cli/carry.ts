import { basename, resolve } from 'node:path';
import { type CarriedInput, readCarried } from '../input/carried.ts';
import { wholeFile } from '../input/disk.ts';
import { failure } from '../input/finished.ts';
import { readTree } from '../input/read.ts';
import { RecordedTree } from '../input/recorded-tree.ts';
import { diskTree } from '../input/source/disk-tree.ts';
import { shownName } from '../input/source/file-name.ts';
import { isFolder } from '../input/source/files.ts';
import { reasonOf } from '../input/source/read-error.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { folderInputs } from './inputs.ts';
import { isNoDump } from './read-input.ts';
import { pathsOrInput, standardInput } from './standard-input.ts';

/** An input with what is in it; one that cannot be read is not carried. */
interface Read {
  readonly carried: CarriedInput | undefined;
  readonly snapshots: readonly Snapshot[];
}

/** Reads every path once and keeps the bytes. What a folder holds and is not a dump is left out. */
export async function carriedInputs(paths: readonly string[], from: string | undefined): Promise<Read[]> {
  const all: Read[] = [];
  for (const path of pathsOrInput(paths)) {
    if (!isFolder(path)) {
      all.push(await carriedFile(path, from));
      continue;
    }
    const found: Read[] = [];
    for (const input of folderInputs(path, from).inputs) {
      const format = input.from ?? from;
      const read = isFolder(input.path)
        ? carriedFolder(input.path, format)
        : await carriedFile(input.path, format);
      if (!input.found || !read.snapshots.every(isNoDump)) found.push(read);
    }
    // Nothing in it is a dump: the reader of folders says why it is none itself.
    const isNothing = found.every(({ snapshots }) =>
      snapshots.every(({ functions }) => functions.length === 0),
    );
    all.push(...(isNothing ? [carriedFolder(path, from)] : found));
  }
  return all;
}

async function carriedFile(path: string, from: string | undefined): Promise<Read> {
  const name = shownName(path);
  try {
    const content = await wholeFile(path);
    if (path === standardInput && content.length === 0)
      return { carried: undefined, snapshots: [failure(name, 'input/empty', 'standard input is empty')] };
    const carried = { name, from, content };
    return { carried, snapshots: await readCarried(carried) };
  } catch (error) {
    return { carried: undefined, snapshots: [failure(name, 'input/unreadable', reasonOf(error))] };
  }
}

function carriedFolder(path: string, from: string | undefined): Read {
  const tree = new RecordedTree(diskTree(path));
  try {
    const snapshots = [readTree(tree, from)];
    const folder = basename(resolve(path));
    return { carried: { name: tree.name, from, folder, content: tree.entries }, snapshots };
  } catch (error) {
    return { carried: undefined, snapshots: [failure(tree.name, 'input/unreadable', reasonOf(error))] };
  }
}
