import type { PciFunction } from '../model/function.ts';
import type { Diagnostics } from './diagnostics.ts';
import type { Tree } from './vfs.ts';

/** The beginning of a file, for detection. */
export interface Head {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The same bytes as Latin-1 text. */
  readonly text: string;
}

/** Takes the bytes of one file as they come. */
export interface Parser {
  readonly functions: readonly PciFunction[];
  readonly diagnostics: Diagnostics;
  /** Takes buffer[start, end) and returns how far it came; with `last` nothing follows. */
  push(buffer: Uint8Array, start: number, end: number, last: boolean): number;
  finish(): void;
}

/** A format that is one stream of bytes. */
export interface TextFormat {
  readonly kind: 'text';
  readonly name: string;
  readonly title: string;
  detect(head: Head): boolean;
  open(file: string): Parser;
}

/** A format that is a folder of files, on disk or in an archive. */
export interface TreeFormat {
  readonly kind: 'tree';
  readonly name: string;
  readonly title: string;
  detect(tree: Tree): boolean;
  read(tree: Tree, diagnostics: Diagnostics): PciFunction[];
}

export type InputFormat = TextFormat | TreeFormat;
