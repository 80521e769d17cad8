import fc from 'fast-check';
import { expect, test } from 'vitest';
import { base64Of, bytesOfBase64 } from '../../src/model/base64.ts';

test('what Node writes is read, and the other way round', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), fc.boolean(), (bytes, padded) => {
      const text = Buffer.from(bytes).toString('base64');
      expect(base64Of(bytes)).toBe(text);
      expect(bytesOfBase64(padded ? text : text.replace(/=+$/, ''))).toEqual(bytes);
      expect(bytesOfBase64(text.replace(/(.{5})/g, '$1\n'))).toEqual(bytes);
    }),
  );
});

test.each([
  'A',
  'AAAAA',
  'AA=',
  'A===',
  '=',
  'AA=A',
  'AA==AAAA',
  'AA*A',
  'AAA\u0141',
  'AA-_',
  '\ud83d\ude00AA',
])('%j is no base64', (text) => {
  expect(bytesOfBase64(text)).toBeUndefined();
});
