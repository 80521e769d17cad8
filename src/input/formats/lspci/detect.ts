/* How a text shows that lspci printed it. */

/** A function's first line, as `-D`, `-P`, `-PP` and `-vmm` have it. */
export const headerLine =
  /^(?:\xef\xbb\xbf)?[ \t]*(?:Slot:\t|Device:\t)?(?:[0-9a-f]{4,8}:)?(?:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]\/)*[0-9a-f]{2}:[0-9a-f]{2}\.[0-9a-f](?:\s|$)/im;
const rowLine = /^[ \t]*[0-9a-f]{2,8}:[ \t](?:[0-9a-f]{2}(?:[ \t]|\r?$)){2}/im;

export const isDump = (text: string): boolean => headerLine.test(text) && rowLine.test(text);

/** A line of hex digits, which a list does not have. */
const bytes = /^[ \t]*[0-9a-f]{2,8}:[ \t](?:[0-9a-f]{2}[ \t]){3}/im;
/** A whole line as lspci begins it: an address and a class with its colon, or the quotes of `-mm`. */
const listed =
  /^(?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[01][0-9a-f]\.[0-7] (?:"[^"\n]+" "|[^\n:]{2,60}: \S|[0-9a-f]{4}: [0-9a-f]{4}:)/im;
const slot = /^Slot:\t[^\n]+\r?\nClass:\t/m;

/** Whether most lines that begin at the margin are of lspci: a text may quote a few. */
function isMostlyListed(text: string): boolean {
  const lines = text.split('\n', 400).filter((line) => /^\S/.test(line));
  return lines.filter((line) => listed.test(line)).length * 2 > lines.length;
}

export const isList = (text: string): boolean =>
  (isMostlyListed(text) || (slot.test(text) && headerLine.test(text))) && !bytes.test(text);
