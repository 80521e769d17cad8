import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readBytes } from '../../src/input/read.ts';
import { Names } from '../../src/verdict/names.ts';
import { System } from '../../src/verdict/system.ts';

/* VFs beside a Function that may well be their PF, though its bytes do not show it: not known, never detached. */

const sample = readFileSync(join(import.meta.dirname, '../../samples/igb-7vf/lspci-xxxx.txt'), 'utf8');

/** The sample with some bytes of its PF changed; they stand in one row. */
function changed(offset: number, bytes: readonly number[]): System {
  const start = sample.indexOf('0000:01:00.0');
  const row = sample.indexOf(`\n${(offset & ~0xf).toString(16)}: `, start);
  const at = sample.indexOf(': ', row) + 2 + 3 * (offset & 0xf);
  const digits = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const text = sample.slice(0, at) + digits + sample.slice(at + digits.length);
  return new System(readBytes('dump.txt', Buffer.from(text)), new Names());
}

const verdictsOf = (system: System) =>
  system.snapshot.functions
    .map((fn) => system.report(fn))
    .filter(({ verdict }) => verdict.role === 'vf')
    .map(({ verdict }) => [verdict.attachment, verdict.reason]);

test.each([
  ['as it is', 0x174, [0x80, 0x00], ['attached', null]],
  [
    'a list of extended capabilities that leads back to itself',
    0x152,
    [0x01, 0x15],
    ['unknown', '0000:01:00.0 may be its PF, but its list of extended capabilities is broken'],
  ],
  [
    'another First VF Offset',
    0x174,
    [0x7f, 0x00],
    [
      'unknown',
      '0000:01:00.0 misses exactly 7 VFs of Device ID 10ca (0000:01:0f.7, 0000:01:10.1 …), but claims none here',
    ],
  ],
] as const)('%s', (_, offset, bytes, verdict) => {
  expect(verdictsOf(changed(offset, bytes))).toEqual(Array.from({ length: 7 }, () => verdict));
});
