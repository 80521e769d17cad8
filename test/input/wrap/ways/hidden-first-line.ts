import type { Way } from '../define.ts';

/** A program's text in three quotes, which begins and ends in the lines of the quotes. */
export default {
  name: 'hidden-first-line',
  wrap: (text) => `text = """${text.replace(/\\|"""/g, '\\$&')}"""\nparse(text)\n`,
  isSyntax: true,
} satisfies Way;
