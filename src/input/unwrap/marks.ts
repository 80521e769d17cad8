import { look } from './evidence.ts';
import { Text } from './text.ts';
import { inCharacters } from './wrappings/characters/index.ts';

/** Bytes of a file's beginning that are looked at. */
const lookedAt = 8 << 10;

/** A whole row as lspci prints it: nothing is before, after or in it. */
const plainRow = /^[0-9a-f]{2,3}: (?:[0-9a-f]{2} ){15}[0-9a-f]{2}$/;

/** What the beginning of a file says about whether it is wrapped. */
export interface Marks {
  /** Something comes before or after the rows, or in them: it is wrapped. */
  readonly wrapped: boolean;
  /** All lines are what a tool prints: it is not, as far as this goes. */
  readonly plain: boolean;
}

/** A look that costs nothing beside reading the file. */
export function marksIn(head: Uint8Array): Marks {
  const whole = Text.of(head.subarray(0, lookedAt)).lines;
  // The last line may have been cut.
  const all = whole.length > 1 ? whole.slice(0, -1) : whole;
  // Most lines are such rows: one look at each, instead of one by every wrapping.
  const lines = all.filter((line) => !plainRow.test(line));
  let open = false;
  let others = 0;
  for (const line of lines) {
    const { kind } = look(line, open);
    if (kind === 'hidden') return { wrapped: true, plain: false };
    if (kind === 'function') open = true;
    if (kind === 'other') others++;
  }
  const text = new Text(lines);
  const wrapped = inCharacters.some((wrapping) => wrapping.detect(text));
  return { wrapped, plain: !wrapped && others === 0 };
}
