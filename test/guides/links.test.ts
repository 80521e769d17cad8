import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { noPaint } from '../../src/cli/terminal.ts';
import { guides } from '../../src/guides/index.ts';
import { guideText } from '../../src/output/text/guide.ts';
import { documents, root, textOf } from './documents.ts';

/* What the documents name is there, and README stays short enough to be read. */

const pages = [...documents, 'CONTRIBUTING.md', 'SECURITY.md', 'src/README.md', 'src/input/README.md'];

const withoutCode = (text: string): string => text.replace(/^```[\s\S]*?^```$/gm, '');

const linksIn = (text: string): string[] =>
  [...withoutCode(text).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target = '']) => target);

test.each(pages)('the links of %s lead somewhere', (path) => {
  const broken = linksIn(textOf(path))
    .filter((target) => !/^https?:/.test(target))
    .filter((target) => !existsSync(join(root, dirname(path), target)));
  expect(broken).toEqual([]);
});

test('README names every guide, in under 200 lines', () => {
  const readme = textOf('README.md');
  for (const [name, { title }] of Object.entries(guides)) {
    expect(readme).toContain(`[${title}](src/guides/${name}.md)`);
    expect(readme).toContain(`\`lsvf guide ${name}\``);
  }
  expect(readme.split('\n').length).toBeLessThanOrEqual(200);
});

test('files that src/README.md names are there', () => {
  const named = [
    ...textOf('src/README.md').matchAll(
      /`((?:input|output|decode|build|cli|verdict|registers|test)\/[\w/.-]+\.\w+)`/g,
    ),
  ];
  expect(named.length).toBeGreaterThan(5);
  const missing = named
    .map(([, path = '']) => path)
    .filter((path) => !existsSync(join(root, 'src', path)) && !existsSync(join(root, path)));
  expect(missing).toEqual([]);
});

test.each(Object.keys(guides) as (keyof typeof guides)[])('%s is readable in a terminal', async (name) => {
  const { default: text } = await guides[name].load();
  const shown = [...guideText(text, { chalk: noPaint, width: 80, unicode: true })].join('');
  expect(shown.startsWith(`${guides[name].title}\n\n`)).toBe(true);
  // No mark of Markdown is left outside of code, and no line of prose is too long.
  const prose = shown.split('\n').filter((line) => !line.startsWith('    '));
  expect(prose.filter((line) => /```|^#|\]\(|^\|/.test(line))).toEqual([]);
  expect(prose.filter((line) => line.length > 88)).toEqual([]);
  expect(shown).not.toMatch(/\n{3}/);
});
