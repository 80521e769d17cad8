import type { Snapshot } from '../model/snapshot.ts';
import { limits } from './budget.ts';
import type { Head } from './format.ts';

/** Bytes that detection looks at. */
export const headSize: number = limits.head;

/** `whole`: no bytes of the file follow these. */
export function headOf(name: string, bytes: Uint8Array, whole: boolean): Head {
  const start = bytes.subarray(0, headSize);
  const text = new TextDecoder('latin1').decode(start);
  return { name, bytes: start, text, whole: whole && bytes.length <= headSize };
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

/** The same beginning of a text, in an encoding of single bytes. */
export function inSingleBytes(head: Head): Head {
  const encoding = utf16Of(head);
  if (!encoding) return head;
  const text = new TextDecoder(encoding).decode(head.bytes);
  return headOf(head.name, new TextEncoder().encode(text), head.whole);
}

/** The remark that a text was in UTF-16. */
export function withUtf16Remark(source: string, snapshot: Snapshot): Snapshot {
  const message = 'the text is in UTF-16, as PowerShell writes it: lspci -F does not take it';
  const remark = {
    code: 'input/utf-16',
    severity: 'info',
    message,
    at: { file: source, line: 1, column: 1 },
  } as const;
  return { ...snapshot, remarks: [remark, ...(snapshot.remarks ?? [])] };
}

/** Bytes by which it is told whether there is a text. */
const lookedAt = 8 << 10;

/** Whether these are the bytes of a text: of those below 20h it has hardly any but blanks and terminal codes. */
export function isText(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, lookedAt);
  let controls = 0;
  for (const byte of start)
    if (byte < 0x07 || (byte > 0x0d && byte < 0x1b) || (byte > 0x1b && byte < 0x20)) controls++;
  return controls * 20 <= start.length;
}
