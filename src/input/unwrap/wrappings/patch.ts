import type { LostLines, Part, Wrapping } from '../define.ts';
import { type Hunk, patchedFiles } from '../hunks.ts';
import { functionLine } from '../known-lines.ts';
import { rowAt } from '../row.ts';
import { type Text, TextBuilder } from '../text.ts';

const isPatch = /^@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@|^\*{15}|^\d+(?:,\d+)?[acd]\d+(?:,\d+)?$/;
const bytesPerRow = 16;
const why =
  'the patch leaves out the first line of their function; make it with more context, such as diff -U 300';

/** Where the last row or first line of a Function stood: rows below it go on at one a line. */
interface Place {
  readonly line: number;
  readonly row: number;
}

/** One side of a file. What the patch leaves out between two hunks may hold the first line of another Function. */
class SideBuilder {
  readonly lost: LostLines[] = [];
  readonly #text: Text;
  readonly #builder: TextBuilder;
  /** Undefined where it is not known of which Function rows are. */
  #last: Place | undefined;

  constructor(text: Text) {
    this.#text = text;
    this.#builder = new TextBuilder(text);
  }

  take(hunk: Hunk): void {
    const { lines } = this.#text;
    let isOpen = hunk.first <= 1 || this.#takeSection(hunk);
    let lost: { line: number; column: number; count: number } | undefined;
    for (const [n, { line, from }] of hunk.lines.entries()) {
      const content = (lines[line] as string).slice(from);
      const at = hunk.first + n;
      const row = rowAt(content, 0);
      const place = row?.offset === undefined ? undefined : Number.parseInt(row.offset, 16) / bytesPerRow;
      if (functionLine.test(content)) {
        isOpen = true;
        this.#last = { line: at, row: -1 };
      } else if (place !== undefined) {
        const last = this.#last;
        isOpen ||= last !== undefined && at > last.line && place - last.row === at - last.line;
        if (isOpen) this.#last = { line: at, row: place };
        else if (lost) lost.count++;
        else lost = { line, column: from, count: 1 };
      }
      if (isOpen || content.trim() === '') this.#builder.copyLine(line, from);
    }
    if (!isOpen) this.#last = undefined;
    if (lost) this.lost.push({ ...lost, why });
  }

  finish(): Text {
    return this.#builder.finish();
  }

  /** A patch may say in which Function a hunk begins. */
  #takeSection({ section }: Hunk): boolean {
    if (!section || !functionLine.test((this.#text.lines[section.line] as string).slice(section.from)))
      return false;
    this.#builder.end(section.line, section.from).copyLine(section.line, section.from);
    return true;
  }
}

function sideOf(text: Text, hunks: readonly Hunk[], label: string, isWhole: boolean): Part {
  const builder = new SideBuilder(text);
  for (const hunk of hunks) builder.take(hunk);
  return { text: builder.finish(), label, partial: !isWhole, lost: builder.lost };
}

export default {
  name: 'patch',
  title: 'a patch: what it changes, before and after',
  kind: 'container',
  settles: () => true,
  rank: 80,
  detect: ({ lines }) => lines.some((line) => isPatch.test(line)),
  unwrap(text): Part[] {
    const files = patchedFiles(text.lines);
    return files.flatMap(({ name, before, after, isNew, isDeleted }) => {
      const of = files.length > 1 && name !== undefined ? `${name} ` : '';
      return [
        ...(isNew ? [] : [sideOf(text, before, `${of}before`, isDeleted)]),
        ...(isDeleted ? [] : [sideOf(text, after, `${of}after`, isNew)]),
      ];
    });
  },
} satisfies Wrapping;
