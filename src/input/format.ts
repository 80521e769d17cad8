import type { PciFunction } from '../model/function.ts';
import type { Diagnostics } from './diagnostics.ts';
import type { Tree } from './vfs.ts';

/** The beginning of a file, for detection. */
export interface Head {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The same bytes as Latin-1 text. */
  readonly text: string;
  /** Whether this is the whole file. */
  readonly whole: boolean;
}

/** Takes the bytes of one file as they come. */
export interface Parser {
  readonly functions: readonly PciFunction[];
  readonly diagnostics: Diagnostics;
  /** Takes buffer[start, end) and returns how far it came; with `last` nothing follows. */
  push(buffer: Uint8Array, start: number, end: number, last: boolean): number;
  finish(): void;
}

/** Which bridge leads to a Function, for formats that say so; undefined on a root bus. */
export type BridgeAbove = (fn: PciFunction) => PciFunction | undefined;

/** How more of a system gets into a dump of a form: sentences for the person who holds one. */
export interface CaptureAdvice {
  /** All of it, anew. */
  readonly again: string;
  /** All bytes of a Function. */
  readonly bytes: string;
  /** Those past FFh. */
  readonly extended: string;
  /** What the kernel states of a Function, so that it fits the bytes and what is stated of others. */
  readonly facts: string;
  /** More Functions of the system. */
  readonly others: string;
}

interface Format {
  readonly name: string;
  readonly title: string;
  /** Formats of lower rank are tried first: those that cannot be taken for another, then the ones that could. */
  readonly rank: number;
  /** What `convert --to` calls it, where that is not the format's name. */
  readonly writtenAs?: string;
  /** How names of files of this format end; `txt` unless given. */
  readonly extension?: string;
  /** It has a syntax of its own, such as JSON or XML: what looks like something put around a dump is part of it. */
  readonly ownSyntax?: boolean;
  /** Its reader speaks about every row of bytes that it does not use. */
  readonly saysUnused?: boolean;
  /** Whether it lists Functions without their bytes. */
  readonly inventory?: boolean;
  /** How a line of words begins, where the form permits lines that are not rows: lint looks there for its comments. */
  readonly comment?: '#' | ';';
  /** How more gets into it; what is said about any form unless given. */
  readonly capture?: CaptureAdvice;
  /** Whether a file of it holds one Function, so that `convert` has to be told which. */
  readonly holdsOne?: boolean;
  /** What came out, where one reader takes both dumps and lists. */
  outcome?(
    functions: readonly PciFunction[],
  ): { readonly name: string; readonly inventory: boolean } | undefined;
  /** The inverse of reading: all that the format can carry of these Functions. */
  write?(
    functions: readonly PciFunction[],
    bridgeAbove: BridgeAbove,
  ): Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;
}

/** A format that is one stream of bytes, read as it comes. */
export interface TextFormat extends Format {
  readonly kind: 'text';
  detect(head: Head): boolean;
  open(file: string): Parser;
}

/** A format of small files, read as a whole. */
export interface FileFormat extends Format {
  readonly kind: 'file';
  detect(head: Head): boolean;
  /** `file` is the name for messages, from which a format without addresses may take one. */
  read(file: string, bytes: Uint8Array, diagnostics: Diagnostics): PciFunction[];
}

/** A format that is a folder of files, on disk or in an archive. */
export interface TreeFormat extends Format {
  readonly kind: 'tree';
  detect(tree: Tree): boolean;
  read(tree: Tree, diagnostics: Diagnostics): PciFunction[];
}

export type InputFormat = TextFormat | FileFormat | TreeFormat;
