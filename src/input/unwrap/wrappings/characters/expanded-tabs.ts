import type { Part, Wrapping } from '../../define.ts';
import { functionLine } from '../../known-lines.ts';
import { type Text, TextBuilder } from '../../text.ts';

const tabStop = 8;
/** Text below the first line of a Function, which lspci indents by tabs. */
const expanded = /^(?: {8})+(?= ?\S)/;

/** Whether all text of the Functions is indented by blanks. */
function isExpanded({ lines }: Text): boolean {
  let open = false;
  let found = false;
  for (const line of lines) {
    if (open && line.startsWith('\t')) return false;
    open ||= functionLine.test(line) && !/^[ \t]/.test(line);
    found ||= open && expanded.test(line);
  }
  return found;
}

function withTabs(text: Text): Text {
  const builder = new TextBuilder(text);
  for (const [n, line] of text.lines.entries()) {
    const blanks = expanded.exec(line)?.[0].length ?? 0;
    for (let at = 0; at < blanks; at += tabStop) builder.put('\t', n, at);
    builder.copyLine(n, blanks);
  }
  return builder.finish();
}

export default {
  name: 'expanded-tabs',
  title: 'blanks in place of tabs',
  kind: 'characters',
  rank: 710,
  detect: isExpanded,
  unwrap: (text): Part[] => [{ text: withTabs(text) }],
} satisfies Wrapping;
