import { expect, test } from 'vitest';
import { definitions } from './all-tables.ts';

// The last IDs of the PCI-SIG's lists (PCI Code and ID Assignment Specification 1.18).
const lastStandard = 0x15;
const lastExtended = 0x38;

function missing(kind: 'standard' | 'extended', last: number, digits: number): string[] {
  const known = new Set(definitions.filter((definition) => definition.kind === kind).map(({ id }) => id));
  return Array.from({ length: last + 1 }, (_, id) => id)
    .filter((id) => !known.has(id))
    .map((id) => `${id.toString(16).toUpperCase().padStart(digits, '0')}h`);
}

test('every standard capability ID is a table or a row with its name only', () => {
  expect(missing('standard', lastStandard, 2)).toEqual([]);
});

test('every extended capability ID is a table or a row with its name only', () => {
  expect(missing('extended', lastExtended, 4)).toEqual([]);
});
