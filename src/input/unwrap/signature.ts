import { addressAnywhere } from './known-lines.ts';
import { findRow } from './row.ts';
import type { Text } from './text.ts';

/** Everything of a text that bytes and addresses are read from, as one string. */
export function signatureOf({ lines }: Text): string {
  let signature = '';
  for (const line of lines) {
    const row = findRow(line);
    if (row) signature += line.slice(row.start, row.end);
    else for (const [address] of line.matchAll(addressAnywhere)) signature += `@${address}`;
  }
  return signature;
}
