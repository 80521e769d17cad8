import type { Text, TextBuilder } from './text.ts';

/* Characters that JSON, C, Python, shells and YAML write with a backslash. */

const named: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\x07',
  e: '\x1b',
  '0': '\0',
};
const sequence = /\\(?:u([0-9a-f]{4})(?:\\u(d[c-f][0-9a-f]{2}))?|x([0-9a-f]{2})|([0-3]?[0-7]{2})|(.)|$)/giy;
const utf8 = new TextEncoder();

/** Bytes of a character, one character each. */
export function inUtf8(code: number): string {
  return code < 0x80
    ? String.fromCharCode(code)
    : String.fromCharCode(...utf8.encode(String.fromCodePoint(code)));
}

/** Writes characters [from, to) of a line as what their escapes stand for; `\n` ends a line. */
export function copyUnescaped(
  builder: TextBuilder,
  text: Text,
  line: number,
  from: number,
  to: number,
): void {
  const source = text.lines[line] as string;
  for (let at = from; at < to; ) {
    const next = source.indexOf('\\', at);
    const stop = next < 0 || next >= to ? to : next;
    if (stop > at) builder.copy(line, at, stop);
    if (stop === to) return;
    sequence.lastIndex = stop;
    const match = sequence.exec(source);
    if (!match) return;
    write(builder, characterOf(match), line, stop);
    at = stop + match[0].length;
  }
}

function characterOf([, unicode, low, byte, octal, other]: RegExpExecArray): string {
  const hex = unicode ?? byte;
  if (unicode !== undefined && low !== undefined) {
    return inUtf8(((parseInt(unicode, 16) & 0x3ff) << 10) + (parseInt(low, 16) & 0x3ff) + 0x10000);
  }
  if (unicode !== undefined) return inUtf8(parseInt(unicode, 16));
  if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
  if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8));
  return other === undefined ? '' : (named[other] ?? other);
}

function write(builder: TextBuilder, character: string, line: number, column: number): void {
  if (character === '\n') {
    if (builder.line.endsWith('\r')) builder.drop(1);
    builder.end(line, column);
  } else builder.put(character, line, column);
}
