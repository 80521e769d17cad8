import { limits } from './budget.ts';
import type { EntryKind, Tree } from './vfs.ts';

interface MemoryFile {
  readonly kind: 'file';
  readonly bytes: Uint8Array;
}

export type MemoryEntry = MemoryFile | { readonly kind: 'link'; readonly target: string };

interface Folder {
  readonly kind: 'directory';
  readonly parent: Folder | undefined;
  readonly children: Map<string, Node>;
  /** Names in order, until one is added. */
  sorted: readonly string[] | undefined;
}

type Node = Folder | MemoryEntry;

const missing = { kind: 'missing' } as const;
const astray = { kind: 'astray' } as const;
/** What a path leads to. */
type Resolved = Folder | MemoryFile | typeof missing | typeof astray;

const reasons: Readonly<Record<Exclude<Resolved['kind'], 'file'>, string>> = {
  missing: 'there is no such file',
  astray: 'its link leads out of the tree or in a circle',
  directory: 'it is a folder',
};

/** No chain of links is longer. */
const mostLinks = 40;
/** Names that are followed to one file, those in the targets of links counted. */
const mostSteps = 1000;

const none: readonly string[] = [];
const folderIn = (parent: Folder | undefined): Folder => ({
  kind: 'directory',
  parent,
  children: new Map(),
  sorted: undefined,
});

/** Files and links that are held in memory. Links are resolved below the root only. */
export class MemoryTree implements Tree {
  readonly name: string;
  /** Those of a folder; empty for an archive. */
  readonly folder: string;
  readonly #root = folderIn(undefined);
  /** By path, in the order they were added. */
  readonly #entries = new Map<string, MemoryEntry>();

  constructor(name: string, folder = '') {
    this.name = name;
    this.folder = folder;
  }

  /** Adds an entry at a path; false when the path leaves the root or is taken by a folder or a file. */
  add(path: string, entry: MemoryEntry): boolean {
    const clean = normalize(path);
    if (clean === undefined || clean === '') return false;
    const parts = clean.split('/');
    const name = parts.pop() as string;
    let folder = this.#root;
    for (const part of parts) {
      const next = folder.children.get(part) ?? folderIn(folder);
      if (next.kind !== 'directory') return false;
      put(folder, part, next);
      folder = next;
    }
    if (folder.children.get(name)?.kind === 'directory') return false;
    put(folder, name, entry);
    this.#entries.set(clean, entry);
    return true;
  }

  list(path: string): readonly string[] {
    const node = this.#resolve(path);
    if (node.kind !== 'directory') return none;
    node.sorted ??= [...node.children.keys()].sort();
    return node.sorted;
  }

  kindOf(path: string): EntryKind | undefined {
    return this.#nodeAt(path)?.kind;
  }

  read(path: string, limit: number): Uint8Array | undefined {
    const node = this.#resolve(path);
    return node.kind === 'file' ? node.bytes.subarray(0, limit) : undefined;
  }

  whyUnread(path: string): string | undefined {
    const { kind } = this.#resolve(path);
    return kind === 'file' ? undefined : reasons[kind];
  }

  readLink(path: string): string | undefined {
    const node = this.#nodeAt(path);
    return node?.kind === 'link' ? node.target : undefined;
  }

  display(path: string): string {
    if (path === '') return this.name;
    return this.folder === '' ? `${this.name}:${path}` : `${this.name.replace(/\/$/, '')}/${path}`;
  }

  /** Files of the tree, in the order they were added. */
  *files(): Generator<string> {
    for (const [path, entry] of this.#entries) if (entry.kind === 'file') yield path;
  }

  /** What is at a path itself: links are followed on the way to it alone. */
  #nodeAt(path: string): Node | undefined {
    const slash = path.lastIndexOf('/');
    const folder = slash < 0 ? this.#root : this.#resolve(path.slice(0, slash));
    const name = path.slice(slash + 1);
    if (name === '' && folder.kind === 'directory') return folder;
    return folder.kind === 'directory' ? folder.children.get(name) : undefined;
  }

  /** Follows links in every component. */
  #resolve(path: string): Resolved {
    // The next name is the last of these.
    const left = partsOf(path).reverse();
    let at: Folder | MemoryFile = this.#root;
    let links = 0;
    for (let steps = 0; left.length > 0; steps++) {
      const part = left.pop() as string;
      if (at.kind !== 'directory') return missing;
      const next: Node | undefined = part === '..' ? at.parent : at.children.get(part);
      if (!next) return part === '..' ? astray : missing;
      if (next.kind !== 'link') at = next;
      else if (++links > mostLinks || next.target.startsWith('/')) return astray;
      else left.push(...partsOf(next.target).reverse());
      if (steps > mostSteps) return astray;
    }
    return at;
  }
}

function put(folder: Folder, name: string, node: Node): void {
  if (!folder.children.has(name)) folder.sorted = undefined;
  folder.children.set(name, node);
}

const partsOf = (path: string): string[] => path.split('/').filter((part) => part !== '' && part !== '.');

/** `./a//b/` → `a/b`; undefined when the path leaves the root, is absolute, or is longer or deeper than one can be. */
export function normalize(path: string): string | undefined {
  if (isAbsolute(path) || path.includes('\0') || path.length > limits.name) return undefined;
  const parts = partsOf(path);
  return parts.includes('..') || parts.length > limits.depth ? undefined : parts.join('/');
}

const absolute = /^(?:[a-z]:[\\/]+|\/+)/i;

export const isAbsolute = (path: string): boolean => absolute.test(path);

/** `/sys/bus` → `sys/bus`, as tar does it. */
export const relativeTo = (path: string): string => path.replace(absolute, '');
