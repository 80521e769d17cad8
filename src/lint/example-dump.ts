/* Pieces of text dumps for the examples of rules. */

export const firstLine = '00:00.0 Host bridge: Example\n';

/** Rows of a Function without capabilities, from offset 0. */
export function rows(count: number): string {
  const ids = '00: 86 80 72 15 00 00 00 00 00 00 00 02 00 00 00 00\n';
  return Array.from({ length: count }, (_, n) =>
    n === 0 ? ids : `${n.toString(16)}0:${' 00'.repeat(16)}\n`,
  ).join('');
}

/** One function of 64 bytes. */
export const plainDump = firstLine + rows(4);
