import { headerScore } from '../../plausible.ts';

/**
 * Whether a page of memory begins as a Function does. Much of memory is small numbers and zeros, of which a header could
 * be made: so both IDs and the class have to say something.
 */
export function beginsFunction(start: Uint8Array): boolean {
  if (start.length < 16) return false;
  const at = (offset: number): number => start[offset] ?? 0;
  const hasIds = (at(0) | at(1)) !== 0 && (at(2) | at(3)) !== 0;
  const hasClass = at(0x0b) !== 0;
  if (!hasIds || !hasClass) return false;
  const layout = at(0x0e) & 0x7f;
  return headerScore(start) >= (start.length >= 0x38 && layout <= 1 ? 6 : 4);
}
