import type { PciFunction } from '../../../model/function.ts';
import type { Diagnostics } from '../../diagnostics.ts';
import { joinCopies } from '../../join.ts';
import { detailLine, isListed } from '../lspci/detect.ts';
import lspciInventory from '../lspci/lspci-inventory.ts';

/** Lines of lspci between what is printed of sysfs: people paste both into one message. */
export class LspciLines {
  #inFunction = false;
  #last = 0;
  readonly #lines: string[] = [];

  /** Whether a line that sysfs does not print is lspci's: a Function's first line, or text below one. */
  take(text: string, line: number): boolean {
    if (isListed(text)) this.#inFunction = true;
    else if (!this.#inFunction || !(detailLine.test(text) || /^[ \t]+\S/.test(text))) {
      this.#inFunction = false;
      return false;
    }
    // The lines between keep their place, so that a complaint names the line of the file.
    for (; this.#last < line - 1; this.#last++) this.#lines.push('');
    this.#lines.push(text);
    this.#last = line;
    return true;
  }

  /** The Functions of sysfs with what lspci says, and those that it alone lists; in ascending order. */
  with(functions: readonly PciFunction[], file: string, diagnostics: Diagnostics): PciFunction[] {
    if (this.#lines.length === 0) return [...functions];
    const parser = lspciInventory.open(file);
    // Lines come as Latin-1, a character for each byte.
    const bytes = Uint8Array.from(`${this.#lines.join('\n')}\n`, (character) => character.charCodeAt(0));
    const used = parser.push(bytes, 0, bytes.length, true);
    if (used < bytes.length) parser.push(bytes, used, bytes.length, true);
    parser.finish();
    for (const one of parser.diagnostics.all()) diagnostics.push(one);
    return joinCopies([...parser.functions, ...functions]);
  }
}
