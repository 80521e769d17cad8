import { nameOf } from '../input/source/file-name.ts';
import { readRegular } from '../input/source/files.ts';

const largest = 4 << 20;

/**
 * The arguments of the command line. Node makes text of them, in which a byte that is not UTF-8 is lost, and with it the
 * file of that name: on Linux they are read again as bytes. Elsewhere names are UTF-8, or the file is not found.
 */
export function commandLineArguments(argv: readonly string[]): readonly string[] {
  const given = argv.slice(2);
  if (!given.some((text) => text.includes('\ufffd'))) return given;
  const exact = given.length === 0 ? [] : asBytes().slice(-given.length);
  return given.map((text, n) => {
    const bytes = exact[n];
    return bytes && new TextDecoder().decode(bytes) === text ? nameOf(bytes) : text;
  });
}

/** Each ends with a NUL. */
function asBytes(): Uint8Array[] {
  try {
    const all = readRegular('/proc/self/cmdline', largest);
    const parts: Uint8Array[] = [];
    for (let from = 0; from < all.length; ) {
      const end = all.indexOf(0, from);
      parts.push(all.subarray(from, end < 0 ? all.length : end));
      from = end < 0 ? all.length : end + 1;
    }
    return parts;
  } catch {
    return [];
  }
}
