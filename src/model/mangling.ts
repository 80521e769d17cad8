import { configSpaceSize } from './config-space.ts';

/* What text tools do to a binary file. The bytes that come out are not the device's: the cause is all there is to say. */

const sizes: ReadonlySet<number> = new Set([64, 128, 256, configSpaceSize]);
/** One could be in a register. */
const leastReplaced = 2;

/** What happened to these bytes of a binary file, as a sentence with what to do; undefined when nothing is seen. */
export function manglingOf(bytes: Uint8Array): string | undefined {
  const replaced = countReplaced(bytes);
  if (replaced >= leastReplaced && bytes.includes(0))
    return `EFh BFh BDh is in it ${replaced} times: the bytes were read as UTF-8 text, and each that did not fit was replaced for good; capture it again and keep it binary (git: "*.config binary" in .gitattributes)`;
  const added = addedReturns(bytes);
  if (added > 0 && sizes.has(bytes.length - added))
    return `${added} bytes 0Dh were put before 0Ah, so that ${bytes.length - added} bytes became ${bytes.length}: its line ends were converted as if it were text; mark it as binary (git: "*.config binary" in .gitattributes) and copy it again`;
  if (isWidened(bytes))
    return `each byte is followed by 00h: ${bytes.length / 2} bytes were written as UTF-16 text; write them as binary`;
  const latin = latin1Length(bytes);
  if (latin !== undefined && sizes.has(latin))
    return `each byte over 7Fh became two, so that ${latin} bytes became ${bytes.length}: they were read as Latin-1 and written as UTF-8; iconv -f UTF-8 -t LATIN1 turns them back`;
  return undefined;
}

function countReplaced(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(0xef); at >= 0; at = bytes.indexOf(0xef, at + 1))
    if (bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd) count++;
  return count;
}

/** How many line feeds there are, when each has a carriage return before it. */
function addedReturns(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1)) {
    if (bytes[at - 1] !== 0x0d) return 0;
    count++;
  }
  return count;
}

const isWidened = (bytes: Uint8Array): boolean =>
  !sizes.has(bytes.length) &&
  sizes.has(bytes.length / 2) &&
  bytes[0] !== 0 &&
  bytes.every((byte, n) => n % 2 === 0 || byte === 0);

/** How many characters up to U+00FF there are, when the bytes are UTF-8 of nothing else; undefined with other bytes. */
function latin1Length(bytes: Uint8Array): number | undefined {
  if (sizes.has(bytes.length)) return undefined;
  let count = 0;
  for (let at = 0; at < bytes.length; at++, count++) {
    const byte = bytes[at] as number;
    if (byte < 0x80) continue;
    if ((byte !== 0xc2 && byte !== 0xc3) || ((bytes[at + 1] ?? 0) & 0xc0) !== 0x80) return undefined;
    at++;
  }
  return count;
}
