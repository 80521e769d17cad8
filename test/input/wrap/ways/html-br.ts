import type { Way } from '../define.ts';
import { inHtml } from './html-pre.ts';

export default {
  name: 'html-br',
  wrap: (text) => `<html><body><code>${inHtml(text).replaceAll('\n', '<br>')}</code></body></html>\n`,
} satisfies Way;
