/** Highest Sub-Class of each Base Class below 14h (PCI Code and ID Assignment); 80h, "other", is in most of them. */
const highestSubClass = [1, 9, 8, 3, 3, 5, 11, 6, 6, 4, 1, 64, 9, 33, 0, 4, 16, 32, 0, 0];
const unassigned = [0x40, 0xff];

/**
 * How much the first bytes look like a header of configuration space, from about -6 to 6. It settles in which order
 * bytes of words were written, and whether a file without any mark is one at all.
 */
export function headerScore(bytes: Uint8Array): number {
  let score = 0;
  const judge = (offset: number, size: number, right: () => boolean): void => {
    if (offset + size <= bytes.length) score += right() ? 1 : -1;
  };
  const at = (offset: number): number => bytes[offset] as number;
  const word = (offset: number): number => at(offset) | (at(offset + 1) << 8);
  // A VF reads FFFFh in both IDs.
  judge(0, 4, () => word(0) !== 0 && (word(0) !== 0xffff || word(2) === 0xffff));
  judge(0x0a, 2, () => {
    const [sub, base] = [at(0x0a), at(0x0b)];
    const highest = highestSubClass[base];
    return (
      unassigned.includes(base) || (highest !== undefined && (sub <= highest || (sub === 0x80 && base > 0)))
    );
  });
  judge(0x0e, 1, () => (at(0x0e) & 0x7f) <= 2);
  // Reserved bits of Command and Status.
  judge(0x04, 4, () => (word(4) & 0xf800) === 0 && (word(6) & 0x46) === 0);
  if (bytes.length >= 0x38 && (at(0x0e) & 0x7f) <= 1) {
    judge(0x35, 3, () => at(0x35) === 0 && word(0x36) === 0);
    const hasList = (word(6) & 0x10) !== 0;
    judge(0x34, 1, () => hasList === at(0x34) >= 0x40 && (at(0x34) & 3) === 0);
  }
  return score;
}

/**
 * Whether these are the first bytes of a configuration space; all ones or all zeros say nothing. Where an address
 * is beside them, as in a file's name, one thing may be odd.
 */
export function looksLikeHeader(bytes: Uint8Array, hasAddress: boolean): boolean {
  if (bytes.length < headerSize) return false;
  const start = bytes.subarray(0, headerSize);
  if (start.every((byte) => byte === start[0]) || isText(start)) return false;
  const best = ((start[0x0e] as number) & 0x7f) <= 1 ? 6 : 4;
  return headerScore(start) >= (hasAddress ? best - 2 : best);
}

const headerSize = 64;

/** A configuration space has control characters in its first bytes; a text has none. */
export function isText(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, 64);
  return start.every(
    (byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d || byte === 0x09,
  );
}
