import { expect, test } from 'vitest';
import { noPaint } from '../../src/cli/terminal.ts';
import { shownIn } from '../../src/output/text/ascii.ts';
import type { Style } from '../../src/output/text/style.ts';

const style = (unicode: boolean): Style => ({ chalk: noPaint, width: 80, unicode });

test('a terminal without Unicode is shown ASCII, of which nothing is lost', () => {
  const text = 'VF 1–7 → bus 01 · 2.5 GT/s ×4 │ “a’s” … Ünï 漢 😀\n';
  const [shown = ''] = shownIn(style(false), [text]);
  expect(shown).toBe(`VF 1-7 -> bus 01 - 2.5 GT/s x4 | "a's" ~ \\u{dc}n\\u{ef} \\u{6f22} \\u{1f600}\n`);
  expect([...shownIn(style(true), [text])]).toEqual([text]);
});
