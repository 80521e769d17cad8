/** Whether bytes begin with these. */
export const beginWith = (bytes: Uint8Array, first: readonly number[]): boolean =>
  first.every((byte, n) => bytes[n] === byte);
