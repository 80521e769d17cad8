/**
 * How well bytes fit the header of a Function, to tell one order of bytes from another: the more, the better.
 * Of a header that is all zeros or ones it is 0.
 */
export function plausibility(bytes: Uint8Array): number {
  const at = (offset: number): number => bytes[offset] ?? 0;
  const filled = bytes.subarray(0, 64).every((byte) => byte === at(0)) && (at(0) === 0 || at(0) === 0xff);
  if (bytes.length < 16 || filled) return 0;
  let score = 0;
  const layout = at(0x0e) & 0x7f;
  if (layout <= 2) score += 2;
  else score -= 4;
  if (at(0x0b) <= 0x13 || at(0x0b) === 0x40 || at(0x0b) === 0xff) score += 1;
  // Reserved bits of Command (15:11) and Status (2:0).
  if ((at(0x05) & 0xf8) === 0) score += 1;
  if ((at(0x06) & 0x07) === 0) score += 1;
  const hasList = (at(0x06) & 0x10) !== 0;
  if (bytes.length >= 0x40 && layout < 2) {
    const pointer = at(0x34);
    if (hasList && pointer >= 0x40 && (pointer & 3) === 0) score += 3;
    else if (!hasList && pointer === 0) score += 1;
    else score -= 2;
    if (at(0x35) === 0 && at(0x36) === 0 && at(0x37) === 0) score += 1;
    if (at(0x3d) <= 4) score += 1;
    else score -= 1;
  }
  return score;
}
