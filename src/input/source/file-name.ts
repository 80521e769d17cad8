import { sep } from 'node:path';

/*
 * Names of files are bytes, and not all are UTF-8. In text, a byte that is not becomes a surrogate of its own
 * (U+DC80 to U+DCFF, which no UTF-8 decodes to), so that the name can be joined, matched and sorted like any other, and
 * still leads to its file.
 */
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const maybeLone = /[\udc80-\udcff]/;
const loneOnes = /(?<![\ud800-\udbff])[\udc80-\udcff]/g;
const firstLone = 0xdc00;

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

/** How many bytes the character has that begins with this one. */
const lengthAt = (first: number): number => (first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4);

/** The text of a name, from which `pathOf` makes the same bytes again. */
export function nameOf(bytes: Uint8Array): string {
  const whole = decoded(bytes);
  if (whole !== undefined) return whole;
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] as number;
    const length = lengthAt(first);
    const character = decoded(bytes.subarray(at, at + length));
    text += character ?? String.fromCharCode(firstLone + first);
    at += character === undefined ? 1 : length;
  }
  return text;
}

/** What the file system takes for a name. */
export function pathOf(text: string): string | Buffer {
  // Windows has text for names, which need not pair its surrogates either.
  if (sep !== '/' || !maybeLone.test(text)) return text;
  const parts: Buffer[] = [];
  let from = 0;
  for (const { index } of text.matchAll(loneOnes)) {
    parts.push(Buffer.from(text.slice(from, index)), Buffer.of(text.charCodeAt(index) - firstLone));
    from = index + 1;
  }
  return Buffer.concat([...parts, Buffer.from(text.slice(from))]);
}

/** A name as messages show it: bytes that are not UTF-8 as `\xe9`. */
export const shownName = (text: string): string =>
  text.replace(loneOnes, (byte) => `\\x${(byte.charCodeAt(0) - firstLone).toString(16)}`);
