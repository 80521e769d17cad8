import type { Diagnostics } from './diagnostics.ts';
import { linesOf, wordsFrom } from './hex-rows.ts';

/** Notes the lines of a text that begin with the mark of its form. They are not rows, so nothing else is read from them. */
export function noteComments(file: string, bytes: Uint8Array, mark: string, diagnostics: Diagnostics): void {
  if (!bytes.includes(mark.charCodeAt(0))) return;
  for (const line of linesOf(bytes))
    if (line.text.startsWith(mark))
      diagnostics.comment({
        text: wordsFrom(line, mark.length + 1),
        at: { file, line: line.number, column: 1 },
      });
}
