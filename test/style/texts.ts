import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/* Everything that people read: comments, messages and documents, as sentences with their places. */

export const root = join(import.meta.dirname, '..', '..');

export interface Text {
  readonly place: string;
  readonly text: string;
}

const lineOf = (source: string, at: number): number => source.slice(0, at).split('\n').length;

/** Comments, then strings; a string is told from a comment by which begins first. */
const tokens =
  /\/\*[\s\S]*?\*\/|(?<!:)\/\/[^\n]*(?:\n\s*\/\/[^\n]*)*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;

const prose = (token: string): string =>
  token
    .replace(/^\/\*+|\*+\/$/g, '')
    .replace(/^\s*(?:\*|\/\/) ?/gm, ' ')
    .replace(/^(['"`])([\s\S]*)\1$/, '$2')
    .replace(/\$\{[^}]*\}/g, 'X')
    .replace(/\\n/g, ' ')
    .replace(/`[^`]*`/g, 'X')
    .replace(/\s+/g, ' ')
    .trim();

/** Text of a source: what has three words in a row. */
export function textsOfSource(file: string, source: string): Text[] {
  return [...source.matchAll(tokens)]
    .map((match) => ({ place: `${file}:${lineOf(source, match.index)}`, text: prose(match[0]) }))
    .filter(({ text }) => /[A-Za-z’']+ [\w’'-]+ [\w’'-]+/.test(text));
}

/** Paragraphs of Markdown without code and outputs. */
export function textsOfMarkdown(file: string, source: string): Text[] {
  const blank = (code: string): string => code.replace(/[^\n]/g, '');
  const plain = source.replace(/^```[\s\S]*?^```$/gm, blank);
  return [...plain.matchAll(/(?:^(?!\s*$).+\n?)+/gm)].flatMap((match) =>
    match[0].split(/\n(?=\||- |\d+\. )/).map((text) => ({
      place: `${file}:${lineOf(plain, match.index)}`,
      text: prose(text.replace(/\]\([^)]*\)/g, ']')),
    })),
  );
}

const filesBelow = (folder: string, ending: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true })
    .map((name) => `${folder}/${String(name).replaceAll('\\', '/')}`)
    .filter((name) => ending.test(name) && !name.includes('node_modules'));

/** Every text of src, and of the documents. */
export function allTexts(): Text[] {
  const read = (file: string): string => readFileSync(join(root, file), 'utf8');
  const documents = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'samples/README.md'];
  return [
    ...filesBelow('src', /\.(?:tsx?|js)$/).flatMap((file) => textsOfSource(file, read(file))),
    ...[...documents, ...filesBelow('src', /\.md$/)].flatMap((file) => textsOfMarkdown(file, read(file))),
  ];
}
