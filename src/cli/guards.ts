import { jsonText } from '../output/json-text.ts';
import { withoutCommands, withoutMarks } from '../output/runner-commands.ts';
import { safeLines } from '../output/text/safe.ts';

/** Lets text through to where it is printed, a piece after another. */
export interface Guard {
  safe(text: string, coloured: boolean): string;
  /** What was held back until its line ends. */
  rest(): string;
}

/** `isRead`: a CI runner reads what is printed. */
type Guarded = (isRead: boolean) => Guard;

const pieces = (safe: Guard['safe']): Guard => ({ safe, rest: () => '' });

const asItIs: Guard['safe'] = (piece) => piece;

/** Text, of which a runner reads whole lines. */
const text =
  (safe: Guard['safe'], withoutThem: (lines: string) => string): Guarded =>
  (isRead) => {
    if (!isRead) return pieces(safe);
    let begun = '';
    return {
      safe(piece, coloured) {
        const shown = safe(piece, coloured);
        const end = shown.lastIndexOf('\n') + 1;
        const lines = end === 0 ? '' : withoutThem(begun + shown.slice(0, end));
        begun = end === 0 ? begun + shown : shown.slice(end);
        return lines;
      },
      rest: () => withoutThem(begun),
    };
  };

/**
 * How output is made safe for a terminal and for CI runners: the last look at all of it, whatever its writer did with the
 * names in it. JSON and XML have escapes that lose nothing, so they are always the same.
 */
export const guards = {
  text: text(safeLines, withoutCommands),
  /** Commands for GitHub's runner: those that begin a line are ours. */
  github: text(safeLines, withoutMarks),
  json: () => pieces(jsonText),
  /** Every text in it went through `xml`, and no line begins with any. */
  xml: () => pieces(asItIs),
  /** A dump in a pipe, which another program may read or a runner. */
  dump: text(asItIs, withoutCommands),
  /** A file that must be what it is, byte for byte. */
  exact: () => pieces(asItIs),
} satisfies Readonly<Record<string, Guarded>>;

export type Language = keyof typeof guards;
