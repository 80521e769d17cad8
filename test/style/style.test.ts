import { describe, expect, test } from 'vitest';
import { habits } from './habits.ts';
import { allTexts, textsOfMarkdown, textsOfSource } from './texts.ts';

/* Comments and messages of src, and the documents, in plain English: the habits of habits.ts do not come back. */

const texts = allTexts();

test('there is much to read', () => {
  expect(texts.length).toBeGreaterThan(5000);
  for (const file of ['src/lint/rules/', 'src/checks/', 'src/verdict/signals/', 'src/guides/', 'README.md'])
    expect(texts.some(({ place }) => place.startsWith(file))).toBe(true);
});

describe.each(habits)('$name', ({ pattern, instead, bad, good }) => {
  test('is not in what people read', () => {
    const found = texts.filter(({ text }) => pattern.test(text));
    expect(
      found.map(({ place, text }) => `${place}: ${text.slice(0, 160)}`),
      `say it as: ${instead}`,
    ).toEqual([]);
  });
  test('is told from what only looks like it', () => {
    for (const text of bad) expect(text).toMatch(pattern);
    for (const text of good) expect(text).not.toMatch(pattern);
  });
});

test('texts are found in comments, messages and paragraphs, with their lines', () => {
  const source =
    "/** One thing here. */\nconst a = 'it is no VF';\n// Two lines\n// of words here\nconst b = `x \u0024{y} is no z`;\n";
  expect(textsOfSource('a.ts', source)).toEqual([
    { place: 'a.ts:1', text: 'One thing here.' },
    { place: 'a.ts:2', text: 'it is no VF' },
    { place: 'a.ts:3', text: 'Two lines of words here' },
    { place: 'a.ts:5', text: 'x X is no z' },
  ]);
  const markdown = 'One two three\nfour.\n\n```\nit is no VF\n```\n\nFive six seven.\n';
  expect(textsOfMarkdown('a.md', markdown)).toEqual([
    { place: 'a.md:1', text: 'One two three four.' },
    { place: 'a.md:8', text: 'Five six seven.' },
  ]);
});
