import { firstHint } from './hints.ts';
import { addressAnywhere } from './known-lines.ts';
import { runsIn } from './row.ts';
import { Text } from './text.ts';

/** Wrappings are tried on no more characters than this. */
export const sampleSize = 64 << 10;
/** What a container says about itself is at its beginning. */
const headSize = 16 << 10;
const linesBefore = 40;

/** A part of a text by which to tell how it is wrapped; the text itself when it is short. */
export function sampleOf(text: Text): Text {
  if (text.length <= sampleSize) return text;
  const start = firstLines(text, 0, sampleSize);
  if (start.some(saysAnything)) return new Text(start);
  const head = firstLines(text, 0, headSize);
  const first = text.lines.findIndex((line, n) => n >= start.length && saysAnything(line));
  const from = Math.max(head.length, first - linesBefore);
  return new Text([...head, ...firstLines(text, from, sampleSize - headSize)]);
}

const saysAnything = (line: string): boolean =>
  firstHint(line) >= 0 && (runsIn(line) > 0 || line.search(addressAnywhere) >= 0);

function firstLines(text: Text, from: number, most: number): string[] {
  const lines: string[] = [];
  for (let n = from, left = most; n < text.lines.length && left > 0; n++) {
    const line = text.lines[n] as string;
    lines.push(line.length > left ? line.slice(0, left) : line);
    left -= line.length + 1;
  }
  return lines;
}
