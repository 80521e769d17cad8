import type { Position } from '../../model/diagnostic.ts';

/** A fact that a kernel has of a Function, or what one of its functions would return. */
export interface LinuxFact {
  /** null where the dump cannot tell. */
  readonly value: string | number | null;
  /** What it rests on. */
  readonly because: string;
  /** Where the dump says so. */
  readonly at?: Position;
}

export const known = (value: string | number, because: string, at?: Position): LinuxFact => ({
  value,
  because,
  ...(at ? { at } : {}),
});
export const unknownFact = (because: string): LinuxFact => ({ value: null, because });
