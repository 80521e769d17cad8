// Writes what follows from the rules of lint: their table, src/lint/rules/README.md, and samples/broken, for each rule a
// file that trips it, made from the rule's own examples by test/fixtures/broken.ts.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { evaluated } from './evaluated.js';

const folder = 'samples/broken';
const { brokenFile, rules, rulesMarkdown } = await evaluated(`
  export { brokenFile } from './test/fixtures/broken.ts';
  export { rules } from './src/lint/rules/index.ts';
  export { rulesMarkdown } from './src/output/rules-markdown.ts';`);

writeFileSync('src/lint/rules/README.md', rulesMarkdown());

const made = [];
for (const rule of rules) made.push(await brokenFile(rule));
for (const name of readdirSync(folder, { recursive: true }).map(String))
  if (/\.(txt|tar)$/.test(name)) rmSync(join(folder, name));
for (const { path, bytes } of made) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), bytes);
}
