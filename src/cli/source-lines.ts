import { readAgain } from '../input/disk.ts';
import { displayed, type Input, near } from './inputs.ts';

/** Bytes of a file of which single lines are shown. */
const largest = 64 << 20;

/**
 * The text of one line of an input, read again when a finding needs it. An archive's member is not a
 * file: one that happens to have its name is another.
 */
export class SourceLines {
  #file: string | undefined;
  #input: Input | undefined;
  #lines: string[] = [];

  line(input: Input, file: string, line: number): string | undefined {
    if (file !== this.#file || input !== this.#input) {
      this.#file = file;
      this.#input = input;
      const bytes = bytesOf(input, file);
      this.#lines = bytes ? linesOf(bytes) : [];
    }
    return this.#lines[line - 1];
  }
}

function bytesOf({ path, within }: Input, file: string): Uint8Array | undefined {
  if (file === displayed(path)) return readAgain(near(path), largest, within);
  return file.startsWith(`${displayed(path)}/`) ? readAgain(file, largest, near(path)) : undefined;
}

function linesOf(bytes: Uint8Array): string[] {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes);
  return text.split(/\r?\n/);
}
