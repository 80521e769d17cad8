import type { Diagnostic } from './diagnostic.ts';
import type { PciFunction } from './function.ts';

/** What one input held. */
export interface Snapshot {
  /** The path as given, or `-`. */
  readonly source: string;
  /** Name of the input format, such as `lspci` or `sysfs`. */
  readonly inputFormat: string;
  /** Whether the input is a list of Functions, without their bytes. */
  readonly inventory?: boolean;
  /** In the order of the input. */
  readonly functions: readonly PciFunction[];
  readonly diagnostics: readonly Diagnostic[];
  /** What only a linter should say: style, and hints that a dump was edited or joined. */
  readonly remarks?: readonly Diagnostic[];
}
