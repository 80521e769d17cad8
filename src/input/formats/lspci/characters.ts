/* The bytes of text that the parser looks for. */

export const backspace = 0x08;
export const tab = 0x09;
export const newline = 0x0a;
export const carriageReturn = 0x0d;
export const escapeCharacter = 0x1b;
export const space = 0x20;
export const exclamation = 0x21;
export const hash = 0x23;
export const colon = 0x3a;
export const lessThan = 0x3c;

/** Value of a hex digit, or -1. */
export const digit = new Int8Array(256).fill(-1);
for (let n = 0; n < 16; n++) {
  digit[n.toString(16).charCodeAt(0)] = n;
  digit[n.toString(16).toUpperCase().charCodeAt(0)] = n;
}

/** Whether two hex digits are there. */
export const hasByte = (buffer: Uint8Array, at: number, end: number): boolean =>
  at + 1 < end &&
  ((digit[buffer[at] as number] as number) | (digit[buffer[at + 1] as number] as number)) >= 0;

export const isBlank = (byte: number | undefined): boolean => byte === space || byte === tab;
