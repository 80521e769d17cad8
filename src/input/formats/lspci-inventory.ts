import type { TextFormat } from '../format.ts';
import { headerLine, LspciParser } from './lspci.ts';

/** A line of hex digits, which a list does not have. */
const bytes = /^[ \t]*[0-9a-f]{2,8}:[ \t](?:[0-9a-f]{2}[ \t]){3}/im;
/** A whole line as lspci begins it: an address and a class with its colon, or the quotes of `-mm`. */
const listed =
  /^(?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[01][0-9a-f]\.[0-7] (?:"[^"\n]+" "|[^\n:]{2,60}: \S|[0-9a-f]{4}: [0-9a-f]{4}:)/im;
const slot = /^Slot:\t[^\n]+\r?\nClass:\t/m;

/** Whether most lines that begin at the margin are of lspci: a text may quote a few. */
function isList(text: string): boolean {
  const lines = text.split('\n', 400).filter((line) => /^\S/.test(line));
  return lines.filter((line) => listed.test(line)).length * 2 > lines.length;
}

export default {
  name: 'lspci-inventory',
  title: 'lspci, -n, -nn, -mm, -vmm or -v without -x: names, no bytes',
  kind: 'text',
  rank: 80,
  inventory: true,
  detect: ({ text }) => (isList(text) || (slot.test(text) && headerLine.test(text))) && !bytes.test(text),
  open: (file) => new LspciParser(file),
} satisfies TextFormat;
