import { alternatives, type FieldOfRecord } from '../alternatives.ts';
import type { Part, Wrapping } from '../define.ts';
import { copyUnescaped } from '../escapes.ts';
import { type JsonString, jsonStrings } from '../json-strings.ts';
import { addressAnywhere } from '../known-lines.ts';
import { runsIn } from '../row.ts';
import { type Text, TextBuilder } from '../text.ts';

const beginning = /^[ \t]*(?:\{[ \t]*(?:["}]|$)|\[[ \t]*(?:["{[\d\]]|$)|"(?:[^"\\]|\\.){40})/;
/** Strings that say nothing at first sight may hold what is packed or encoded in turn. */
const longString = 60;
/** Records of asciinema: `[time, "o", output]`, of which the outputs follow each other as they are. */
const outputs = /\[2\]$/;

const lastKey = /(?:^|\.)[^.[\]]*(?:\[[^\]]*\])?$/;

function mayMatter(text: Text, { line, from, to, numbers }: JsonString): boolean {
  if (numbers) return true;
  const string = (text.lines[line] as string).slice(from, to);
  return string.length >= longString || runsIn(string) > 0 || string.search(addressAnywhere) >= 0;
}

/** The strings of one place, one after the other, each ending its line. */
function joined(text: Text, strings: readonly JsonString[], asTheyAre: boolean): Text {
  const builder = new TextBuilder(text);
  for (const { line, from, to, numbers } of strings) {
    const before = builder.lineCount;
    if (numbers) {
      for (const one of numbers) {
        if (one.value === 0x0a) builder.end(one.line, one.column);
        else builder.put(String.fromCharCode(one.value), one.line, one.column);
      }
    } else copyUnescaped(builder, text, line, from, to);
    const isEnded = builder.line === '' && builder.lineCount > before;
    if (!asTheyAre && !isEnded) builder.end(line, from);
  }
  return builder.finish();
}

export default {
  name: 'json',
  title: 'strings of JSON',
  kind: 'container',
  settles: (text) => jsonStrings(text)?.isWhole === true,
  rank: 200,
  detect: ({ lines }) => lines.some((line) => beginning.test(line)),
  unwrap(text): Part[] {
    const fields: FieldOfRecord[] = [];
    for (const [path, strings] of jsonStrings(text)?.strings ?? []) {
      if (!strings.some((string) => mayMatter(text, string))) continue;
      const hosts = new Set(strings.map(({ host }) => host));
      for (const host of hosts) {
        const own = hosts.size > 1 ? strings.filter((string) => string.host === host) : strings;
        const label = host ?? path;
        const part = { text: joined(text, own, outputs.test(path)), ...(label ? { label } : {}) };
        fields.push({ part, record: path.replace(lastKey, ''), host });
      }
    }
    return alternatives(fields);
  },
} satisfies Wrapping;
