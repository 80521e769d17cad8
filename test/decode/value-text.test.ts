import { expect, test } from 'vitest';
import { valueText } from '../../src/decode/value-text.ts';
import { bits, type FieldOptions } from '../../src/registers/define.ts';

const field = (width: number, options: FieldOptions) => bits(width - 1, 0, 'Field', 'RO', options);
const hex = { style: 'hex' } as const;

test.each([
  [
    'a set by names',
    field(5, { ...hex, members: { 0: 'D0', 3: 'D3hot', 4: 'D3cold' } }),
    0x19,
    '19h (D0, D3hot, D3cold)',
  ],
  ['a bit without a name', field(4, { ...hex, members: { 0: 'A' } }), 0x9, '9h (A, bit 3)'],
  ['one member', field(32, { ...hex, members: 'lanes' }), 0x4, '00000004h (lane 2)'],
  ['two members', field(32, { ...hex, members: 'lanes' }), 0x5, '00000005h (lanes 0, 2)'],
  ['runs', field(32, { ...hex, members: 'lanes' }), 0x8000_06ff, '800006FFh (lanes 0 to 7, 9, 10, 31)'],
  ['an empty set', field(32, { ...hex, members: 'lanes' }), 0, '00000000h (none)'],
  [
    '64 bits',
    field(64, { ...hex, members: 'Multicast Groups' }),
    1n << 63n,
    '8000000000000000h (Multicast Group 63)',
  ],
  [
    'sizes',
    field(28, { ...hex, members: { sizesFrom: 20 } }),
    0x11b,
    '000011Bh (1 MiB, 2 MiB, 8 MiB, 16 MiB, 256 MiB)',
  ],
  [
    'large sizes',
    field(16, { ...hex, members: { sizesFrom: 48 } }),
    0x800f,
    '800Fh (256 TiB to 2 PiB, 8 EiB)',
  ],
  ['one of a plural', field(4, { unit: { label: 'prefixes' } }), 1, '1 prefix'],
  ['one entry', field(4, { unit: { label: 'entries' } }), 1, '1 entry'],
  ['one class', field(4, { unit: { label: 'traffic classes' } }), 1, '1 traffic class'],
  ['one lane', field(4, { unit: { label: 'lanes' } }), 1, '1 lane'],
  ['one microsecond', field(4, { unit: { label: 'us' } }), 1, '1 us'],
  ['one per cent', field(4, { unit: { label: '%' } }), 1, '1 %'],
])('%s', (_, row, value, text) => {
  expect(valueText(row, value)).toBe(text);
});
