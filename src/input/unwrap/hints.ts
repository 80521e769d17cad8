/*
 * A look at each character once for what a dump cannot be without, however it is wrapped: an address, bytes in hex
 * digits, numbers that are bytes, or base64. Most logs have nothing of the kind, and need no further look.
 */

const enoughBytes = 8;
/** Programs break base64 at 60 characters or more; strings of a program may hold less of a line. */
const longToken = 40;

const [other, digit, hexLetter, letter] = [0, 1, 2, 3];
/** What each character is; those past 7Fh stand for blanks. */
const kinds = Uint8Array.from({ length: 0x100 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[0-9]/.test(character)) return digit;
  if (/[a-f]/i.test(character)) return hexLetter;
  return /[g-z]/i.test(character) ? letter : other;
});
const [colon, dot, dash, plus, slash] = [0x3a, 0x2e, 0x2d, 0x2b, 0x2f];
const isHex = (text: string, at: number): boolean => {
  const kind = kinds[text.charCodeAt(at) & 0xff] as number;
  return kind === digit || kind === hexLetter;
};

/** Whether `bb:dd.f` is around a point. */
const isAddressAt = (text: string, at: number): boolean =>
  text.charCodeAt(at - 3) === colon &&
  isHex(text, at - 1) &&
  isHex(text, at - 2) &&
  isHex(text, at - 4) &&
  isHex(text, at - 5) &&
  isHex(text, at + 1);

/** Index at or before which the first of them ends; -1 without any. */
export function firstHint(text: string): number {
  /** Words of hex digits, two of them for a byte, that follow each other with little between. */
  let bytes = 0;
  let start = 0;
  let hasLetter = false;
  let isHexWord = true;
  let base64 = 0;
  for (let at = 0; at <= text.length; at++) {
    const code = text.charCodeAt(at);
    const kind = at === text.length ? other : (kinds[code & 0xff] as number);
    if (kind !== other) {
      if (kind === letter) {
        isHexWord = false;
        hasLetter = true;
      }
      base64++;
      continue;
    }
    const length = at - start;
    if (length > 0) {
      // Names of blanks in HTML and numbers of C are between bytes.
      const isByte = isHexWord && (length & 1) === 0 && length <= 32;
      if (isByte) bytes += length >> 1;
      else if (isHexWord && length < 4) bytes++;
      else if (
        bytes > 0 &&
        !/^(?:0x[0-9a-f]+|nbsp|thinsp|ensp|emsp|xa0)$/i.test(text.slice(start, Math.min(at, start + 40)))
      )
        bytes = 0;
      if (bytes >= enoughBytes) return at;
    }
    if (code === plus || code === slash || code === dash) {
      base64++;
      if (code !== dash) hasLetter = true;
    } else {
      if (base64 >= longToken && hasLetter) return at;
      base64 = 0;
      hasLetter = false;
    }
    if (code === dot && isAddressAt(text, at)) return at;
    // Times and addresses of networks have colons, points and dashes between their numbers.
    if (code === colon || code === dot || code === dash) bytes = 0;
    start = at + 1;
    isHexWord = true;
  }
  return -1;
}

const chunkSize = 1 << 20;

/** Whether the bytes of a text have any. */
export function hasHint(bytes: Uint8Array): boolean {
  // It has other characters for 80h to 9Fh, which do not matter here.
  const decoder = new TextDecoder('latin1');
  // What is in two parts is found with the next thing of its kind: no dump has one alone.
  for (let start = 0; start < bytes.length; start += chunkSize)
    if (firstHint(decoder.decode(bytes.subarray(start, start + chunkSize))) >= 0) return true;
  return false;
}
