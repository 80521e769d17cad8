import type { ByteSource, EntryKind, Tree } from './vfs.ts';

/** What was left out of a tree, and why. */
export interface LeftOut {
  readonly path: string;
  readonly why: string;
}

/** A tree that remembers what of it could not be read and nobody spoke of: links that lead out, pipes, closed folders. */
export class NotingTree implements Tree {
  readonly #tree: Tree;
  readonly #unread = new Set<string>();

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  get name(): string {
    return this.#tree.name;
  }

  get folder(): string {
    return this.#tree.folder ?? '';
  }

  list(path: string): readonly string[] {
    const names = this.#tree.list(path);
    // Only what is there can be left out. A link may lead to a folder that the copy does not have.
    if (names.length === 0 && path !== '' && this.#tree.kindOf(path) === 'directory') this.#unread.add(path);
    return names;
  }

  kindOf(path: string): EntryKind | undefined {
    return this.#tree.kindOf(path);
  }

  read(path: string, limit: number): Uint8Array | undefined {
    const bytes = this.#tree.read(path, limit);
    if (!bytes) this.#note(path);
    return bytes;
  }

  /** An attribute that is a file may refuse to be read on a machine that is whole; one that is not there need not be. */
  #note(path: string): void {
    const slash = path.lastIndexOf('/');
    const folder = path.slice(0, Math.max(slash, 0));
    if (this.#tree.kindOf(path) === 'file') return;
    if (this.#tree.list(folder).includes(path.slice(slash + 1))) this.#unread.add(path);
    else if (this.#tree.kindOf(folder) === 'link') this.#unread.add(folder);
  }

  live(path: string): ByteSource | undefined {
    return this.#tree.live?.(path);
  }

  whyUnread(path: string): string | undefined {
    this.#unread.delete(path);
    return this.#tree.whyUnread(path);
  }

  readLink(path: string): string | undefined {
    return this.#tree.readLink(path);
  }

  display(path: string): string {
    return this.#tree.display(path);
  }

  /** In the order in which it was met. */
  *leftOut(): Generator<LeftOut> {
    for (const path of this.#unread) {
      const why = this.#tree.whyUnread(path);
      if (why !== undefined) yield { path, why };
    }
  }
}
