import { expect, test } from 'vitest';
import { marked } from '../../src/build/eager.js';

const source = `
import { sep } from 'node:path';
const early = twice(2);
export { later as renamed, early };
export default (n) => n + 1;
function twice(n) { return inner(n); function inner(n) { return n * 2; } }
async function later() { { const found = block(); return found; function block() { return [...count(2), sep.length]; } } }
function* count(most) { for (let n = 0; n < most; n++) yield n; }
export class Box { #n = 1; get value() { return this.#n; } add(n) { return [n].map((one) => one + this.#n); } }
export const literal = { twice(n) { return n * 2; }, half: function (n) { return n / 2; }, get one() { return 1; } };
export const names = [twice, later, count, literal.half].map((one) => one.name);
`;

async function outcome(text: string): Promise<unknown> {
  const all = await import(`data:text/javascript,${encodeURIComponent(text)}`);
  return {
    exported: Object.keys(all),
    early: all.early,
    later: await all.renamed(),
    next: all.default(1),
    box: new all.Box().add(2),
    value: new all.Box().value,
    half: [all.literal.twice(2), all.literal.half(2), all.literal.one],
    names: all.names,
    named: all.default.name,
  };
}

test('a module with marks at all its functions does the same', async () => {
  const text = marked(source, () => true);
  expect(text.match(/=\((?:async )?function/g)).toHaveLength(5);
  expect(await outcome(text)).toEqual(await outcome(source));
});

test('functions that are not called stay as they are', () => {
  expect(marked(source, () => false)).toBe(source);
  const at = source.indexOf('(one) => one.name');
  const text = marked(source, (start) => start === at);
  expect(text).toBe(source.replace('(one) => one.name', '((one) => one.name)'));
});
