import { eachLine, type Way } from '../define.ts';
import { inHtml } from './html-pre.ts';

/** As pages colour what looks like numbers: each offset in an element of its own. */
export default {
  name: 'html-spans',
  wrap: (text) =>
    `<pre>${eachLine(inHtml(text), (line) => line.replace(/^([0-9a-f]{2,3}):/, '<span class="mi">$1</span><span class="p">:</span>'))}</pre>\n`,
  isSyntax: true,
} satisfies Way;
