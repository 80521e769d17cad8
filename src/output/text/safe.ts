import { eastAsianWidth } from 'get-east-asian-width';

/**
 * Makes text from a dump safe for a terminal: control characters and bidirectional overrides are shown as `\x1b` or
 * `\u202e`.
 */
export function safe(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (character) => {
      const code = character.charCodeAt(0);
      return code < 0x100
        ? `\\x${code.toString(16).padStart(2, '0')}`
        : `\\u${code.toString(16).padStart(4, '0')}`;
    },
  );
}

/** Cuts text to `width` columns of a terminal, with `…` where something was cut: never through a character. */
export function fit(text: string, width: number): string {
  if (text.length * 2 <= width || columns(text) <= width) return text;
  if (width < 1) return '';
  if (plain.test(text)) return `${text.slice(0, width - 1).trimEnd()}…`;
  let kept = '';
  let used = 1;
  for (const { segment } of characters(text)) {
    used += columns(segment);
    if (used > width) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** Characters of one column each, with those that lsvf itself writes. */
const plain = /^[\x20-\x7e\xa1-\xac\xae-\u02ff\u2010-\u2027\u2190-\u21ff\u2500-\u25c0]*$/;

/** Columns of a terminal: two for a wide character, none for an accent that stands on the one before. */
function columns(text: string): number {
  if (plain.test(text)) return text.length;
  let sum = 0;
  for (const { segment } of characters(text)) sum += eastAsianWidth(segment.codePointAt(0) ?? 0);
  return sum;
}

/** Made when a name needs it: that takes ten milliseconds. */
let segmenter: Intl.Segmenter | undefined;
const characters = (text: string): Intl.Segments => {
  segmenter ??= new Intl.Segmenter('en');
  return segmenter.segment(text);
};
