import type { Part } from './define.ts';
import { worthOf } from './evidence.ts';
import { signatureOf } from './signature.ts';
import type { Text } from './text.ts';

/** A text, and the record that it is a field of. */
export interface FieldOfRecord {
  readonly part: Part;
  readonly record: string;
  readonly host: string | undefined;
}

/**
 * Only the field in which most can be read, out of those of one record that hold the same rows and addresses: `stdout`
 * beside `stdout_lines`, the whole line of a log beside its message. Other records may be those of other machines.
 */
export function alternatives(fields: readonly FieldOfRecord[]): Part[] {
  const kept: { field: FieldOfRecord; signature: string; worth: number }[] = [];
  for (const field of fields) {
    const signature = signatureOf(field.part.text) || wordsOf(field.part.text);
    const worth = worthOf(field.part.text);
    const same = kept.find(
      (other) =>
        signature !== '' &&
        other.signature === signature &&
        other.field.host === field.host &&
        (isAround(other.field.record, field.record) || isAround(field.record, other.field.record)),
    );
    if (!same) kept.push({ field, signature, worth });
    else if (same.worth < worth) Object.assign(same, { field, worth });
  }
  return kept.map(({ field }) => field.part);
}

const isAround = (outer: string, inner: string): boolean =>
  outer === '' || inner === outer || inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`);

/** What a text says, however its lines end. */
const wordsOf = ({ lines }: Text): string =>
  lines
    .map((line) => line.trim())
    .join(' ')
    .trim();
