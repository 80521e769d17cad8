import type { Part, Wrapping } from '../define.ts';
import { look } from '../evidence.ts';
import { headingOf } from '../heading.ts';
import { type Text, TextBuilder } from '../text.ts';

/** Blocks of lines that are indented alike, each below a line at the margin: YAML, Salt, code in Markdown. */
const keyLine = /^[ \t]*\S.*:[ \t]*(?:[|>][+-]?\d?)?[ \t]*$/;

/** The blanks that all first lines of Functions and rows at the margin of a block begin with. */
function marginOf({ lines }: Text): string | undefined {
  let margin: string | undefined;
  for (const line of lines) {
    const { kind } = look(line, false);
    if (kind !== 'row' && kind !== 'function') continue;
    const blanks = /^[ \t]*/.exec(line)?.[0] ?? '';
    if (margin === undefined || blanks.length < margin.length) margin = blanks;
    if (margin === '') return undefined;
  }
  return margin;
}

export default {
  name: 'indentation',
  title: 'blanks before all lines',
  kind: 'lines',
  rank: 660,
  detect: ({ lines }) => lines.some((line) => /^[ \t]+\S/.test(line)),
  unwrap(text): Part[] {
    const margin = marginOf(text);
    if (margin === undefined) return [];
    const parts: Part[] = [];
    let builder = new TextBuilder(text);
    let label: string | undefined;
    let loose = false;
    const next = (): void => {
      if (builder.lineCount > 0) parts.push({ text: builder.finish(), loose, ...(label ? { label } : {}) });
      builder = new TextBuilder(text);
    };
    for (const [n, line] of text.lines.entries()) {
      if (line.startsWith(margin)) builder.copyLine(n, margin.length);
      else if (line.trim() === '') builder.copyLine(n, line.length);
      else if (look(line, false).kind !== 'other') builder.copyLine(n);
      else if (keyLine.test(line)) {
        next();
        label = headingOf(line);
        // Salt names a minion; the keys of YAML may be several texts of one machine.
        loose = /[|>]/.test(line);
      }
    }
    next();
    return parts;
  },
} satisfies Wrapping;
