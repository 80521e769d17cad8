import { eachLine, type Way } from '../define.ts';
import { inHtml } from './html-pre.ts';

export default {
  name: 'html-divs',
  wrap: (text) => eachLine(text, (line) => `<div>${inHtml(line).replaceAll(' ', '&nbsp;')}<br></div>`),
} satisfies Way;
