/* Base64 (RFC 4648 §4) of configuration spaces. The platform's btoa and atob take a string of characters each way, which
 * costs twenty times as much. */

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const digitOf = new Int8Array(256).fill(-1);
for (let n = 0; n < alphabet.length; n++) digitOf[alphabet.charCodeAt(n)] = n;
const codes = Uint8Array.from(alphabet, (character) => character.charCodeAt(0));
const padding = '='.charCodeAt(0);
const utf8 = new TextDecoder();

/** The bytes as base64 text, padded. */
export function base64Of(bytes: Uint8Array): string {
  const text = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  let at = 0;
  for (let n = 0; n < bytes.length; n += 3) {
    const left = bytes.length - n;
    const group =
      ((bytes[n] as number) << 16) |
      (left > 1 ? (bytes[n + 1] as number) << 8 : 0) |
      (left > 2 ? (bytes[n + 2] as number) : 0);
    text[at++] = codes[group >> 18] as number;
    text[at++] = codes[(group >> 12) & 63] as number;
    text[at++] = left > 1 ? (codes[(group >> 6) & 63] as number) : padding;
    text[at++] = left > 2 ? (codes[group & 63] as number) : padding;
  }
  return utf8.decode(text);
}

/** What base64 text stands for, blanks in it and its padding left out; undefined when it is none. */
export function bytesOfBase64(text: string): Uint8Array | undefined {
  const digits = /[\s=]/.test(text) ? unpadded(text.replace(/\s+/g, '')) : text;
  if (digits === undefined || digits.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let at = 0;
  let wrong = 0;
  for (let n = 0; n < digits.length; n += 4) {
    const a = valueAt(digits, n);
    const b = valueAt(digits, n + 1);
    const c = n + 2 < digits.length ? valueAt(digits, n + 2) : 0;
    const d = n + 3 < digits.length ? valueAt(digits, n + 3) : 0;
    wrong |= a | b | c | d;
    bytes[at++] = (a << 2) | (b >> 4);
    if (at < bytes.length) bytes[at++] = (b << 4) | (c >> 2);
    if (at < bytes.length) bytes[at++] = (c << 6) | d;
  }
  return wrong < 0 ? undefined : bytes;
}

const valueAt = (text: string, index: number): number => digitOf[text.charCodeAt(index)] ?? -1;

/** Without the padding, which may be only at the end of whole groups. */
function unpadded(text: string): string | undefined {
  const end = text.endsWith('==') ? text.length - 2 : text.endsWith('=') ? text.length - 1 : text.length;
  return end < text.length && text.length % 4 !== 0 ? undefined : text.slice(0, end);
}
