import type { Way } from '../define.ts';

export const inHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export default {
  name: 'html-pre',
  wrap: (text) =>
    `<html><head><style>a{}</style></head><body><p>My dump:</p><pre>${inHtml(text)}</pre></body></html>\n`,
} satisfies Way;
