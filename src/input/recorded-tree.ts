import { type MemoryEntry, normalize } from './memory.ts';
import type { EntryKind, Tree } from './vfs.ts';

/** No chain of links is longer. */
const mostLinks = 40;

/**
 * A tree that remembers what was read of it, so that the same can be read again elsewhere. It has no live files: all that
 * may be read of one is read.
 */
export class RecordedTree implements Tree {
  readonly #tree: Tree;
  /** By the path on which no link is left to follow. */
  readonly #entries = new Map<string, MemoryEntry>();

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  get name(): string {
    return this.#tree.name;
  }

  get folder(): string {
    return this.#tree.folder ?? '';
  }

  get entries(): ReadonlyMap<string, MemoryEntry> {
    return this.#entries;
  }

  list(path: string): readonly string[] {
    const names = this.#tree.list(path);
    for (const name of names) this.#noteLink(path === '' ? name : `${path}/${name}`);
    return names;
  }

  kindOf(path: string): EntryKind | undefined {
    const kind = this.#tree.kindOf(path);
    if (kind === 'link') this.#noteLink(path);
    // That a file is there may be all that is asked.
    if (kind === 'file') this.#noteFile(path, new Uint8Array(0));
    return kind;
  }

  read(path: string, limit: number): Uint8Array | undefined {
    const bytes = this.#tree.read(path, limit);
    if (bytes) this.#noteFile(path, bytes);
    return bytes;
  }

  whyUnread(path: string): string | undefined {
    return this.#tree.whyUnread(path);
  }

  readLink(path: string): string | undefined {
    this.#noteLink(path);
    return this.#tree.readLink(path);
  }

  display(path: string): string {
    return this.#tree.display(path);
  }

  #noteLink(path: string): void {
    const target = this.#tree.readLink(path);
    const place = target === undefined ? undefined : this.#placeOf(path, false);
    if (target !== undefined && place !== undefined) this.#entries.set(place, { kind: 'link', target });
  }

  #noteFile(path: string, bytes: Uint8Array): void {
    const place = this.#placeOf(path, true);
    if (place === undefined) return;
    const known = this.#entries.get(place);
    if (known?.kind !== 'file' || known.bytes.length < bytes.length)
      this.#entries.set(place, { kind: 'file', bytes: Uint8Array.from(bytes) });
  }

  /** Where a path leads, each link on the way written down; undefined where that is out of the tree. */
  #placeOf(path: string, whole: boolean): string | undefined {
    const left = path.split('/').filter(Boolean).reverse();
    const done: string[] = [];
    let links = 0;
    while (left.length > 0) {
      const part = left.pop() as string;
      if (part === '.') continue;
      if (part === '..') {
        if (done.pop() === undefined) return undefined;
        continue;
      }
      const here = [...done, part].join('/');
      const target =
        (whole || left.length > 0) && this.#tree.kindOf(here) === 'link'
          ? this.#tree.readLink(here)
          : undefined;
      if (target === undefined) done.push(part);
      else {
        if (++links > mostLinks || target.startsWith('/')) return undefined;
        this.#entries.set(here, { kind: 'link', target });
        left.push(...target.split('/').filter(Boolean).reverse());
      }
    }
    return normalize(done.join('/'));
  }
}
