import { writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { allTexts } from './texts.ts';

const habits: Record<string, RegExp> = {
  of: /(?:^|[.!?:;] )Of\b(?! course)/,
  behind: /\bbehind\b/i,
  isno: /(?<!\b[Tt]here )\b(?:is|are|was|were) no (?!longer|more\b|less\b)/,
  stand: /\b[Ss]tand(?:s|ing)?\b/,
  who: /(?:^|[.!?:;] )Who\b/,
  forConj:
    /, for (?:it|they|others|there|nobody|no one|what|that|those|a|the|its|their|Node|by|in|only|some|each|all)\b/,
  lacking: /\blacking\b/,
  tellsof: /\b(?:tell|tells|say|says|said|know|known|knows|speaks|ask|asked) of\b/,
  incase: /\bin case that\b|\bby now\b|\bmay be said\b/,
  becausefor: /\bfor that\b/,
};
test('count', () => {
  const texts = allTexts();
  const out: string[] = [];
  for (const [n, r] of Object.entries(habits)) {
    const hits = texts.filter(({ text }) => r.test(text));
    console.log(n, hits.length);
    for (const h of hits) out.push(`${n}\t${h.place}\t${h.text.slice(0, 300)}`);
  }
  writeFileSync('/tmp/cG-habits.txt', out.join('\n'));
});
