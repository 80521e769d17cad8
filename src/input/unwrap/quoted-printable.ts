import { type Text, TextBuilder } from './text.ts';

const escaped = /=([0-9A-F]{2})/gi;

/** Lines [from, to) without quoted-printable: `=3D` is a character, `=` at the end of a line goes on in the next. */
export function fromQuotedPrintable(text: Text, from: number, to: number): Text {
  const builder = new TextBuilder(text);
  for (let n = from; n < to; n++) {
    const line = (text.lines[n] as string).trimEnd();
    const goesOn = line.endsWith('=');
    const end = goesOn ? line.length - 1 : line.length;
    let at = 0;
    for (const match of line.matchAll(escaped)) {
      builder.copy(n, at, match.index);
      const code = Number.parseInt(match[1] as string, 16);
      at = match.index + 3;
      if (code === 0x0a) builder.end(n, match.index);
      else if (code !== 0x0d) builder.put(String.fromCharCode(code), n, match.index);
    }
    builder.copy(n, at, end);
    if (!goesOn) builder.end(n);
  }
  return builder.finish();
}
