import { eastAsianWidth } from 'get-east-asian-width';
import { plain } from './safe.ts';
import type { Style } from './style.ts';

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

/** The same where lines are cut at all. */
export const fitted = (text: string, width: number, { fits }: Style): string =>
  fits === 'cut' ? fit(text, width) : text;

/** Columns of a terminal: two for a wide character, none for an accent on the one before. */
export function columns(text: string): number {
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
