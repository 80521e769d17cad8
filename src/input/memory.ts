import type { EntryKind, Tree } from './vfs.ts';

export type MemoryEntry =
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'link'; readonly target: string };

/** No chain of links is longer. */
const mostLinks = 40;

/** Files and links that are held in memory. Links are resolved below the root only. */
export class MemoryTree implements Tree {
  readonly name: string;
  readonly #entries = new Map<string, MemoryEntry>();
  readonly #folders = new Map<string, Set<string>>([['', new Set()]]);

  constructor(name: string) {
    this.name = name;
  }

  /** Adds an entry at a path; false when the path leaves the root or is taken by a folder or a file. */
  add(path: string, entry: MemoryEntry): boolean {
    const clean = normalize(path);
    if (clean === undefined || clean === '' || this.#folders.has(clean)) return false;
    const parts = clean.split('/');
    let folder = '';
    for (const part of parts.slice(0, -1)) {
      const inner = folder === '' ? part : `${folder}/${part}`;
      if (this.#entries.has(inner)) return false;
      this.#folders.get(folder)?.add(part);
      if (!this.#folders.has(inner)) this.#folders.set(inner, new Set());
      folder = inner;
    }
    this.#folders.get(folder)?.add(parts.at(-1) as string);
    this.#entries.set(clean, entry);
    return true;
  }

  list(path: string): readonly string[] {
    const resolved = this.#resolve(path);
    return [...((resolved !== undefined && this.#folders.get(resolved)) || [])].sort();
  }

  kindOf(path: string): EntryKind | undefined {
    const parent = path.includes('/') ? this.#resolve(path.slice(0, path.lastIndexOf('/'))) : '';
    if (parent === undefined) return undefined;
    const at = join(parent, path.slice(path.lastIndexOf('/') + 1));
    if (this.#folders.has(at)) return 'directory';
    return this.#entries.get(at)?.kind;
  }

  read(path: string, limit: number): Uint8Array | undefined {
    const resolved = this.#resolve(path);
    const entry = resolved === undefined ? undefined : this.#entries.get(resolved);
    return entry?.kind === 'file' ? entry.bytes.subarray(0, limit) : undefined;
  }

  whyUnread(path: string): string | undefined {
    const resolved = this.#resolve(path);
    if (resolved === undefined) return 'its link leads out of the tree or in a circle';
    if (this.#folders.has(resolved)) return 'it is a folder';
    return this.#entries.has(resolved) ? undefined : 'there is no such file';
  }

  readLink(path: string): string | undefined {
    const parent = path.includes('/') ? this.#resolve(path.slice(0, path.lastIndexOf('/'))) : '';
    if (parent === undefined) return undefined;
    const entry = this.#entries.get(join(parent, path.slice(path.lastIndexOf('/') + 1)));
    return entry?.kind === 'link' ? entry.target : undefined;
  }

  display(path: string): string {
    return path === '' ? this.name : `${this.name}:${path}`;
  }

  /** Files of the tree, in the order they were added. */
  *files(): Generator<string> {
    for (const [path, entry] of this.#entries) if (entry.kind === 'file') yield path;
  }

  /** Follows links in every component; undefined for a loop or a path out of the root. */
  #resolve(path: string): string | undefined {
    let left = path.split('/').filter((part) => part !== '' && part !== '.');
    let at = '';
    for (let links = 0; left.length > 0; ) {
      const part = left.shift() as string;
      if (part === '..') {
        if (at === '') return undefined;
        at = at.includes('/') ? at.slice(0, at.lastIndexOf('/')) : '';
        continue;
      }
      const next = join(at, part);
      const entry = this.#entries.get(next);
      if (entry?.kind !== 'link') {
        at = next;
        continue;
      }
      if (++links > mostLinks || entry.target.startsWith('/')) return undefined;
      left = [...entry.target.split('/').filter((piece) => piece !== '' && piece !== '.'), ...left];
    }
    return at;
  }
}

const join = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);

/** `./a//b/` → `a/b`; undefined when the path leaves the root or is absolute. */
export function normalize(path: string): string | undefined {
  if (path.startsWith('/') || /^[a-z]:[\\/]/i.test(path) || path.includes('\0')) return undefined;
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return parts.includes('..') ? undefined : parts.join('/');
}
