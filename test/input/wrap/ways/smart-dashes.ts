import type { Way } from '../define.ts';

/** What a word processor makes of `-` before a blank, of quotes and of three dots. */
export default {
  name: 'smart-dashes',
  wrap: (text) =>
    text
      .replaceAll('- ', '\u2013 ')
      .replaceAll('...', '\u2026')
      .replace(/"([^"\n]*)"/g, '\u201c$1\u201d')
      .replaceAll("'", '\u2019'),
  breaksSyntax: true,
} satisfies Way;
