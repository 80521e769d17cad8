import { once } from '../../model/once.ts';

/**
 * What a terminal obeys, what turns text around, and what nobody sees: control characters (C0, C1), formats such as
 * bidirectional overrides and tags, separators of lines, halves of characters, and all that Unicode calls ignorable or
 * no character.
 */
export const unsafe =
  '\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}\\p{Noncharacter_Code_Point}';
// Made when a text is not plain: to look up what these classes hold is a twentieth of a small run.
const unsafeCharacters = once(() => new RegExp(`[${unsafe}]`, 'gu'));
const lineParts = once(() => new RegExp(`\\u001b\\[[\\d;]*m|[${unsafe}]`, 'gu'));

/** Characters that are known to be safe, each of one column, with those that lsvf itself writes. */
export const plain = /^[\x20-\x7e\xa1-\xac\xae-\u02ff\u2010-\u2027\u2190-\u21ff\u2500-\u25c0]*$/;
const plainLines = /^[\t\n\x20-\x7e\xa1-\xac\xae-\u02ff\u2010-\u2027\u2190-\u21ff\u2500-\u25c0]*$/;

/** Text safe for a terminal, whatever it came out of: what is not is shown, as `\x1b`, `\u202e` or `\u{e0041}`. */
export const safe = (text: string): string =>
  plain.test(text) ? text : text.replace(unsafeCharacters(), numberOf);

/** The same for text of several lines, in which the ends of lines and tabs are meant, and with `coloured` the colours. */
export const safeLines = (text: string, coloured: boolean): string =>
  plainLines.test(text)
    ? text
    : text.replace(lineParts(), (part) =>
        /[\t\n]/.test(part) || (coloured && part.length > 2) ? part : safe(part),
      );

/** Text as a link (OSC 8) to a file; to anything else, or an address with more than visible ASCII in it, it is text. */
export const linked = (text: string, url: string): string =>
  /^file:\/\/[!-~]*$/.test(url) ? `\u001b]8;;${url}\u001b\\${text}\u001b]8;;\u001b\\` : text;
const links = once(() => /\u001b\]8;;(?:file:\/\/[!-~]*?)?\u001b\\/g);

/** The same as `safeLines` for text with the links of `linked`. */
export function safeLinked(text: string): string {
  const marks = text.match(links()) ?? [];
  return text
    .split(links())
    .map((part, n) => safeLines(part, false) + (marks[n] ?? ''))
    .join('');
}

/** A character by its number. */
export function numberOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
}
