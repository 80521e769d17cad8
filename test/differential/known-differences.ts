import type { Difference } from './lspci.ts';

/** A difference from lspci that is understood: who is right, and why. */
export interface KnownDifference {
  readonly path: string;
  readonly when: (difference: Difference) => boolean;
  readonly right: 'lsvf' | 'lspci' | 'both';
  readonly why: string;
}

/** None at present: of what is compared, lspci 3.9.0 and lsvf say the same. Each entry must occur. */
export const knownDifferences: readonly KnownDifference[] = [];
