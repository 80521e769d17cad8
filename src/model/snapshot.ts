import type { Diagnostic, Position } from './diagnostic.ts';
import type { PciFunction } from './function.ts';

/** What one input held. */
export interface Snapshot {
  /** The path as given, or `-`. */
  readonly source: string;
  /** Which of several dumps in one file, counted from 1. */
  readonly part?: number;
  /** Whose dump of several it is, where the input says so: a host, `before` or `after` of a patch, a heading. */
  readonly label?: string;
  /**
   * The input has only a part of the system, such as what a patch shows: what is not here may be there. Nothing is
   * said to be missing from it, or to have gone.
   */
  readonly partial?: boolean;
  /** Name of the input format, such as `lspci` or `sysfs`. */
  readonly inputFormat: string;
  /** Whether the input is a list of Functions, without their bytes. */
  readonly inventory?: boolean;
  /** In the order of the input. */
  readonly functions: readonly PciFunction[];
  /** What is wrong with the input. */
  readonly diagnostics: readonly Diagnostic[];
  /** What only a linter should say: style, and hints that a dump was edited or joined. */
  readonly remarks?: readonly Diagnostic[];
  /** Lines of a text that begin with `#`, in their order. */
  readonly comments?: readonly Comment[];
}

/** What somebody wrote into a dump, without the `#` before it. */
export interface Comment {
  /** Without the `#`. */
  readonly text: string;
  /** Where it is. */
  readonly at: Position;
}

/** How a snapshot is named where several may be shown: `two.txt#2` for the second dump of a file. */
export const snapshotName = ({ source, part }: Snapshot): string =>
  part === undefined ? source : `${source}#${part}`;
