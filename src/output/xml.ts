import { replaceMarks } from './runner-commands.ts';
import { numberOf, unsafe } from './text/safe.ts';

/** What XML 1.0 cannot hold in any way. */
const impossible = /[\0-\x08\x0b\x0c\x0e-\x1f\p{Cs}\p{Noncharacter_Code_Point}]/gu;
const toEscape = new RegExp(`[&<>"']|[${unsafe}]`, 'gu');
const names: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/**
 * Text in XML, which a parser reads as it is. In the file nothing of it is markup, does something to a terminal, or is a
 * CI runner's command; what XML does not have is shown by its number.
 */
export const xml = (text: string): string =>
  replaceMarks(
    text
      .replace(impossible, numberOf)
      .replace(toEscape, (character) => names[character] ?? `&#${character.codePointAt(0)};`),
    '#&#35;',
  );
