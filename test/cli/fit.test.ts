import { eastAsianWidth } from 'get-east-asian-width';
import { expect, test } from 'vitest';
import { fit } from '../../src/output/text/fit.ts';
import { safe } from '../../src/output/text/safe.ts';

test.each([
  ['plain text', 10, 'plain text'],
  ['plain text', 9, 'plain te…'],
  ['plain text', 7, 'plain…'],
  ['plain text', 1, '…'],
  ['plain text', 0, ''],
  ['网卡控制器', 10, '网卡控制器'],
  ['网卡控制器', 9, '网卡控制…'],
  ['网卡控制器', 8, '网卡控…'],
  ['🖧🖧🖧', 3, '🖧🖧🖧'],
  ['🚀🚀🚀', 5, '🚀🚀…'],
  ['e\u0301e\u0301e\u0301', 3, 'e\u0301e\u0301e\u0301'],
  ['e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
])('%s in %i columns is %s', (text, width, cut) => {
  expect(fit(text, width)).toBe(cut);
});

test('an escaped character takes the columns of its escape', () => {
  expect(fit(safe('a\x1b[31mb'), 6)).toBe('a\\x1b…');
});

test('what is counted without a look at each character has one column each', () => {
  for (let code = 0x20; code < 0x3000; code++) {
    const character = String.fromCharCode(code);
    if (fit(character.repeat(4), 3) !== `${character.repeat(2)}…` || character.trim() === '') continue;
    expect([code, eastAsianWidth(code)]).toEqual([code, 1]);
  }
  expect(fit('▲ detached VF – sure', 12)).toBe('▲ detached…');
});
