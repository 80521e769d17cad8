import { eachLine, type Way } from '../define.ts';
import { inHtml } from './html-pre.ts';

export default {
  name: 'html-lines',
  wrap: (text) =>
    `<table>\n${eachLine(text, (line, n) => `<tr><td class="n">${n + 1}</td><td><span class="k">${inHtml(line)}</span></td></tr>`)}</table>\n`,
  changesText: true,
} satisfies Way;
