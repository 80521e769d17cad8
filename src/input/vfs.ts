export type EntryKind = 'file' | 'directory' | 'link';

/** Bytes that are read piece by piece, when they are asked for. */
export interface ByteSource {
  /** Bytes that there are, though perhaps not for everyone. */
  readonly size: number;
  /** The bytes from `offset` on, or as many as can be read. */
  read(offset: number, length: number): Uint8Array;
}

/** Files and folders below one root: a disk, an archive, memory. Paths have `/` between names, none at the start. */
export interface Tree {
  /** The root as the user named it. */
  readonly name: string;
  /** The name of the root folder, where it has one. */
  readonly folder?: string;
  /** Names in a folder, links not followed; empty when there is no such folder. */
  list(path: string): readonly string[];
  /** What is at `path` itself; a link is a link. */
  kindOf(path: string): EntryKind | undefined;
  /** At most `limit` bytes of a file (links followed inside the tree); undefined when it cannot be read. */
  read(path: string, limit: number): Uint8Array | undefined;
  /** The same file of the running machine, to be read sparingly; undefined where bytes are at rest. */
  live?(path: string): ByteSource | undefined;
  /** Why `read` gave nothing for this path. */
  whyUnread(path: string): string | undefined;
  /** Target of a link as written; undefined when `path` is not a link. */
  readLink(path: string): string | undefined;
  /** How messages name a path. */
  display(path: string): string;
}
