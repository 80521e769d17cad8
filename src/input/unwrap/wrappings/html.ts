import type { Part, Wrapping } from '../define.ts';
import { characterOf, entity } from '../entities.ts';
import { type Text, TextBuilder } from '../text.ts';

/** Elements that pages and documents have: `<TAbort-` and `<access denied>` are lspci's. */
const elements =
  'a|abbr|article|aside|b|big|blockquote|body|br|button|caption|center|cite|code|col|colgroup|dd|details|dfn|div|dl|dt|em|fieldset|figure|font|footer|form|h[1-6]|head|header|hr|html|i|img|input|ins|kbd|label|legend|li|link|main|mark|meta|nav|o|ol|option|p|pre|q|r|s|samp|tab|script|section|select|small|span|strike|strong|style|sub|summary|sup|svg|t|table|tbody|td|tfoot|th|thead|title|tr|tt|u|ul|var|xmp';
const markup = '<!--|<!\\[CDATA\\[|<!doctype[^<>]*>|<\\?[^<>]*\\?>';
/** No `<` inside: however many tags are left open, each character is looked at once. */
const attributes = '(?=[\\s/>])(?:[^<>"\']|"[^"<]*"|\'[^\'<]*\')*>';
const htmlTag = new RegExp(`${markup}|</?(?:\\w{1,8}:)?(${elements})${attributes}`, 'gi');
/** In XML every name may be an element's. */
const xmlTag = new RegExp(`${markup}|</?(?:\\w{1,20}:)?([A-Za-z_][\\w.-]*)${attributes}`, 'gi');
const anyTag = new RegExp(`${htmlTag.source}|&(?:nbsp|lt|gt|amp|quot|#\\d+|#x[0-9a-f]+);`, 'i');
const xmlBeginning = /^\s*<\?xml\b/;
const lineEnds =
  /^(?:address|article|blockquote|br|caption|dd|div|dl|dt|figure|h[1-6]|hr|li|ol|option|p|pre|section|summary|table|tr|ul|title|body|xmp)$/i;
const unseen = /^(?:script|style|head)$/i;
/** A tag may go on in the next line; what is longer is none. */
const longestTag = 2000;

/** What has to be kept in mind from tag to tag. */
class Reader {
  readonly #text: Text;
  readonly #builder: TextBuilder;
  readonly #tag: RegExp;
  /** What is passed over, up to its end. */
  #until: RegExp | undefined;
  #inCdata = false;
  #inRow = 0;
  /** Outside `<pre>` a page that ends lines with `<br>` has line ends of its own only for who reads its source. */
  readonly #breaks: boolean;
  #inPre = 0;

  constructor(text: Text) {
    this.#text = text;
    this.#builder = new TextBuilder(text);
    this.#tag = xmlBeginning.test(text.lines[0] ?? '') ? xmlTag : htmlTag;
    const count = (pattern: RegExp): number =>
      text.lines.reduce((sum, line) => sum + (line.match(pattern)?.length ?? 0), 0);
    this.#breaks = count(/<br\b|<\/p>|<\/div>|<\/tr>/gi) * 3 > text.lines.length;
  }

  read(): Text {
    const { lines } = this.#text;
    for (let n = 0; n < lines.length; n++) {
      this.#line(n);
      this.#lineEnd(n);
    }
    return this.#builder.finish();
  }

  #line(n: number): void {
    const line = this.#text.lines[n] as string;
    for (let at = 0; at < line.length; ) {
      if (this.#until) {
        this.#until.lastIndex = at;
        const end = this.#until.exec(line);
        if (this.#inCdata) this.#builder.copy(n, at, end ? end.index : line.length);
        if (!end) return;
        this.#until = undefined;
        this.#inCdata = false;
        at = end.index + end[0].length;
        continue;
      }
      this.#tag.lastIndex = at;
      const match = this.#tag.exec(line);
      this.#characters(n, at, match ? match.index : line.length);
      if (!match) return;
      at = match.index + match[0].length;
      this.#take(match, n);
    }
  }

  #take([all, name = '']: RegExpExecArray, n: number): void {
    if (all === '<!--') this.#until = /-->/g;
    else if (all.startsWith('<![')) {
      this.#until = /\]\]>/g;
      this.#inCdata = true;
    } else if (unseen.test(name) && !all.startsWith('</') && !all.endsWith('/>')) {
      this.#until = new RegExp(`</${name}\\s*>`, 'gi');
    } else this.#element(name.toLowerCase(), all.startsWith('</'), n);
  }

  #element(name: string, isEnd: boolean, n: number): void {
    const isXml = this.#tag === xmlTag;
    if (name === 'pre' || name === 'xmp') this.#inPre = Math.max(0, this.#inPre + (isEnd ? -1 : 1));
    if (name === 'tr') this.#inRow = isEnd ? 0 : 1;
    if (name === 'tab') this.#builder.put('\t', n, 0);
    else if ((name === 'td' || name === 'th') && isEnd) this.#builder.put(' ', n, 0);
    else if (lineEnds.test(name) || (isXml && !isEnd && this.#builder.line !== '')) {
      // Two tags in a row end one line.
      if (this.#builder.line.trim() !== '' || name === 'br') this.#builder.end(n);
      else this.#builder.drop(this.#builder.line.length);
    }
  }

  #characters(n: number, from: number, to: number): void {
    const line = this.#text.lines[n] as string;
    let at = from;
    if (line.indexOf('&', from) >= 0) {
      for (const match of line.slice(from, to).matchAll(entity)) {
        const instead = characterOf(match);
        if (instead === undefined) continue;
        const start = from + match.index;
        this.#builder.copy(n, at, start).put(instead, n, start);
        at = start + match[0].length;
      }
    }
    if (at < to) this.#builder.copy(n, at, to);
  }

  #lineEnd(n: number): void {
    const builder = this.#builder;
    const isSpace = this.#inRow > 0 || (this.#breaks && this.#inPre === 0 && !this.#inCdata);
    if (this.#until && !this.#inCdata) return;
    if (!isSpace) builder.end(n);
    else if (builder.line !== '' && !builder.line.endsWith(' ')) builder.put(' ', n, 0);
  }
}

/** Tags that go on in the next line come onto one: readers of source break them at blanks. */
function withWholeTags(text: Text): Text {
  const isOpen = (line: string): boolean => {
    const start = line.lastIndexOf('<');
    return start >= 0 && line.indexOf('>', start) < 0 && /^<\/?[a-z][\w:]*(?:\s|$)/i.test(line.slice(start));
  };
  if (!text.lines.some(isOpen)) return text;
  const builder = new TextBuilder(text);
  for (const [n, line] of text.lines.entries()) {
    builder.copy(n);
    const next = text.lines[n + 1];
    const goesOn = isOpen(builder.line) && next !== undefined && next.indexOf('>') >= 0 && !isOpen(next);
    if (goesOn && line.length + next.length < longestTag) builder.put(' ', n, line.length);
    else builder.end(n);
  }
  return builder.finish();
}

export default {
  name: 'html',
  title: 'HTML or XML',
  kind: 'container',
  rank: 300,
  detect: ({ lines }) => lines.some((line) => anyTag.test(line)) || xmlBeginning.test(lines[0] ?? ''),
  unwrap: (text): Part[] => [{ text: new Reader(withWholeTags(text)).read() }],
} satisfies Wrapping;
