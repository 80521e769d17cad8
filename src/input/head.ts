import { limits } from './budget.ts';
import type { FileFormat, Head, TextFormat } from './format.ts';
import { streamFormats } from './order.ts';

/** Bytes that detection looks at. */
export const headSize: number = limits.head;

/** `whole`: no bytes of the file follow these. */
export function headOf(name: string, bytes: Uint8Array, whole: boolean): Head {
  const start = bytes.subarray(0, headSize);
  const text = new TextDecoder('latin1').decode(start);
  return { name, bytes: start, text, whole: whole && bytes.length <= headSize };
}

/** The format of a stream by its first bytes, or the one that the user names. */
export function detectStream(
  head: Head,
  from: string | undefined,
  among: readonly (TextFormat | FileFormat)[] = streamFormats,
): TextFormat | FileFormat | undefined {
  if (from !== undefined) return streamFormats.find((format) => format.name === from);
  return among.find((format) => format.detect(head));
}

/** The encoding of text in 16-bit units, as PowerShell writes it; undefined for all else. */
export function utf16Of({ text }: Head): 'utf-16le' | 'utf-16be' | undefined {
  // A mark alone could be the beginning of other bytes: some ASCII has to follow it.
  if (/^\xff\xfe(?:[\t\n\r\x20-\x7e]\0){4}/.test(text) || /^(?:[\t\n\r\x20-\x7e]\0){32}/.test(text))
    return 'utf-16le';
  if (/^\xfe\xff(?:\0[\t\n\r\x20-\x7e]){4}/.test(text) || /^(?:\0[\t\n\r\x20-\x7e]){32}/.test(text))
    return 'utf-16be';
  return undefined;
}

/** Whether it is worth to look further: a text has no NUL. */
export const isText = (bytes: Uint8Array): boolean => !bytes.includes(0);
