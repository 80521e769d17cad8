import type { Part, Wrapping } from '../../define.ts';
import { look } from '../../evidence.ts';
import { headingOf } from '../../heading.ts';
import { type Text, TextBuilder } from '../../text.ts';

/** How a marked-up text sets off what is shown as it is, and how that ends. */
const fences: readonly { readonly open: RegExp; readonly close: (match: RegExpExecArray) => RegExp }[] = [
  {
    open: /^[ \t]*(`{3,}|~{3,})[ \t]*[\w+.#-]*[ \t]*$/,
    close: ([, marks = '']) => new RegExp(`^[ \\t]*${marks[0]}{${marks.length},}[ \\t]*$`),
  },
  // Chats let the text begin and end in the lines of the fences.
  { open: /^[ \t]*(```)(?=\S.*\S)/, close: () => /```[ \t]*$/ },
  { open: /^[ \t]*\{(noformat|code)(?::[^}]*)?\}/i, close: ([, name]) => new RegExp(`\\{${name}\\}`, 'i') },
  {
    open: /^[ \t]*\[(code|pre|quote)(?:=[^\]]*)?\]/i,
    close: ([, name]) => new RegExp(`\\[/${name}\\]`, 'i'),
  },
  { open: /^[ \t]*#\+begin_(\w+)/i, close: ([, name]) => new RegExp(`^[ \\t]*#\\+end_${name}`, 'i') },
  {
    open: /^[ \t]*\\begin\{(verbatim|lstlisting|minted|Verbatim)\*?\}/,
    close: ([, name]) => new RegExp(`\\\\end\\{${name}\\*?\\}`),
  },
];

interface Block {
  readonly inside: boolean;
  /** Lines of the text with the columns that belong to it. */
  readonly lines: { line: number; from: number; to: number }[];
}

function blocksOf({ lines }: Text): Block[] {
  const blocks: Block[] = [];
  let close: RegExp | undefined;
  let block: Block = { inside: false, lines: [] };
  const next = (inside: boolean): void => {
    blocks.push(block);
    block = { inside, lines: [] };
  };
  for (const [line, text] of lines.entries()) {
    if (close) {
      const end = close.exec(text);
      const to = end ? end.index : text.length;
      if (to > 0 || !end) block.lines.push({ line, from: 0, to });
      if (end) {
        next(false);
        close = undefined;
      }
      continue;
    }
    const opened = fences
      .map(({ open, close: closing }) => ({ match: open.exec(text), closing }))
      .find(({ match }) => match !== null);
    if (opened?.match) {
      next(true);
      close = opened.closing(opened.match);
      const from = opened.match[0].length;
      if (from < text.length) block.lines.push({ line, from, to: text.length });
    } else block.lines.push({ line, from: 0, to: text.length });
  }
  blocks.push(block);
  return blocks;
}

/** Whether a reader finds anything in it: outside a fence, more than a mention in a sentence. */
function matters({ lines }: Text, { inside, lines: own }: Block): boolean {
  return own.some(({ line, from, to }) => {
    const { kind } = look((lines[line] as string).slice(from, to), false);
    return kind === 'row' || kind === 'function' || kind === 'known' || (inside && kind === 'hidden');
  });
}

export default {
  name: 'fences',
  title: 'text that a marked-up one sets off',
  kind: 'characters',
  rank: 550,
  detect: ({ lines }) => lines.some((line) => fences.some(({ open }) => open.test(line))),
  unwrap(text): Part[] {
    const parts: Part[] = [];
    let heading: string | undefined;
    for (const block of blocksOf(text)) {
      if (!matters(text, block)) {
        const before = block.lines
          .map(({ line }) => text.lines[line] as string)
          .filter((line) => line.trim() !== '');
        heading = headingOf(before.at(-1) ?? '') ?? heading;
        continue;
      }
      const builder = new TextBuilder(text);
      for (const { line, from, to } of block.lines) builder.copyLine(line, from, to);
      parts.push({ text: builder.finish(), loose: true, ...(heading ? { label: heading } : {}) });
      heading = undefined;
    }
    return parts;
  },
} satisfies Wrapping;
