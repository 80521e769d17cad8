import type { Style } from './style.ts';

const spellings: Readonly<Record<string, string>> = {
  '→': '->',
  '…': '~',
  '–': '-',
  '−': '-',
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '·': '-',
  '×': 'x',
  '│': '|',
  '─': '-',
  '├': '|',
  '└': '`',
  '▲': '!',
  '▼': '!',
  '§': 'section ',
  '≤': '<=',
  '≥': '>=',
};

/** Text for a terminal that has no more than ASCII; of a name every other character is shown by its number. */
export const ascii = (text: string): string =>
  text.replace(
    /[^\x00-\x7f]/gu,
    (character) => spellings[character] ?? `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );

/** Pieces of text as a terminal of this style can show them. */
export function* shownIn({ unicode }: Style, pieces: Iterable<string>): Generator<string> {
  for (const piece of pieces) yield unicode ? piece : ascii(piece);
}
