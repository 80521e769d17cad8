import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/* The documents whose examples are run: README, the guides, and the references beside the code. */

export const root = join(import.meta.dirname, '..', '..');

export const documents: readonly string[] = [
  'README.md',
  'src/cli/README.md',
  ...readdirSync(join(root, 'src/guides'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `src/guides/${name}`),
];

export const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

export interface Example {
  readonly command: string;
  /** The lines that follow it. */
  readonly output: readonly string[];
}

const block = /(^```console\n)([\s\S]*?)(^```$)/gm;

/** The commands of every ```console block, each with the lines up to the next command. */
export function examplesIn(text: string): Example[][] {
  return [...text.matchAll(block)].map(([, , inside = '']) =>
    inside
      .split(/^(?=\$ )/m)
      .filter((step) => step !== '')
      .map((step) => {
        const [first = '', ...output] = step.replace(/\n$/, '').split('\n');
        if (!first.startsWith('$ ')) throw new Error(`a block begins with "$ ", not with "${first}"`);
        return { command: first.slice(2), output };
      }),
  );
}

/** The text with the examples of each block in place of its own. */
export function withExamples(text: string, blocks: readonly (readonly Example[])[]): string {
  let n = 0;
  return text.replace(block, (_, open: string, __, close: string) => {
    const lines = blocks[n++]?.flatMap(({ command, output }) => [`$ ${command}`, ...output]) ?? [];
    return `${open}${lines.map((line) => `${line}\n`).join('')}${close}`;
  });
}

const leftOut = /^\s*…$/;

/** Output as a document shows it: a line of `…` stands for what is between the lines before and after it. */
export function abridged(output: readonly string[], shown: readonly string[]): readonly string[] {
  const at = shown.findIndex((line) => leftOut.test(line));
  if (at < 0) return output;
  const after = shown.length - at - 1;
  if (output.length <= at + after) return output;
  return [...output.slice(0, at), shown[at] ?? '', ...output.slice(output.length - after)];
}
