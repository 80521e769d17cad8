import type { Snapshot } from '../model/snapshot.ts';

/** What a reader says about lines that it could not use; of a dump that nothing was done to it says none of it. */
export const losses: RegExp =
  /\/(?:unknown-line|bad-byte|row-without-function|empty-row|long-line|not-recognised|no-functions|bad-address|other-text|empty|unused-bytes)$/;

/** Whether a reader left something of the text unused, so that it may be wrapped. */
export const leftSomething = ({ diagnostics, remarks }: Snapshot): boolean =>
  [...diagnostics, ...(remarks ?? [])].some(({ code }) => losses.test(code));
