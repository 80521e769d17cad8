import type { DiagnosticCode } from './diagnostic-codes.ts';

/** A place in an input. Lines and columns count from 1; `offset` is a byte offset in a binary file. */
export interface Position {
  /** The input, as it was named. */
  readonly file: string;
  /** From 1. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
  /** The offset of the byte, in a binary input. */
  readonly offset?: number;
}

/** Tells for a place of a text that lsvf made out of a file where it is in that file; all counted from 1. */
export interface PositionMap {
  at(line: number, column: number): { line: number; column: number };
}

/** How bad something is. */
export type Severity = 'error' | 'warning' | 'info';

/** What was odd about an input. Input is never a reason to throw: readers return what they have and say this. */
export interface Diagnostic {
  /** Stable, such as `lspci/bad-byte`. */
  readonly code: DiagnosticCode;
  /** How bad it is. */
  readonly severity: Severity;
  /** One sentence. */
  readonly message: string;
  /** Where it is. */
  readonly at?: Position;
  /** Address of the Function concerned. */
  readonly function?: string;
  /** Dotted name of the field concerned. */
  readonly field?: string;
  /** When it stands for more of its code that are not listed: how many, and the Functions that they name. */
  readonly rest?: { readonly count: number; readonly functions: readonly string[] };
  /** Other places that have to do with it. */
  readonly related?: readonly {
    readonly message: string;
    readonly at: Position;
    /** When it is another than the diagnostic's. */
    readonly function?: string;
    readonly field?: string;
  }[];
}
