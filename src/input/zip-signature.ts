import { beginWith } from './first-bytes.ts';

/* How a zip is known, without what reads it. */

const local = [0x50, 0x4b, 3, 4];
const end = [0x50, 0x4b, 5, 6] as const;
/** The first part of a zip in several, or one that was to be (PKWARE APPNOTE 6.3.10, §8.5). */
const parts = [
  [0x50, 0x4b, 7, 8],
  [0x50, 0x4b, 0x30, 0x30],
];
const endSize = 22;
const longestComment = 0xffff;

export const isZip = (head: Uint8Array): boolean =>
  [local, end, ...parts].some((signature) => beginWith(head, signature));

/** Whether a zip may begin in text of one character a byte: one that is not packed holds the words of its files. */
export const beginsZip = (text: string): boolean => text.includes('PK\x03\x04');

/** Bytes of a file's end in which a zip's own end is found. */
export const zipTail = endSize + longestComment;

/** Whether a file ends as a zip does: so does a program that unpacks itself. */
export function endsAsZip(tail: Uint8Array): boolean {
  const first = Math.max(0, tail.length - zipTail);
  for (let at = tail.length - endSize; at >= first; at--) {
    at = tail.lastIndexOf(end[0], at);
    if (at < first) return false;
    if (!beginWith(tail.subarray(at, at + 4), end)) continue;
    if (at + endSize + ((tail[at + 20] ?? 0) | ((tail[at + 21] ?? 0) << 8)) === tail.length) return true;
  }
  return false;
}
