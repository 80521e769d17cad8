import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const source = resolve(import.meta.dirname, '..', 'src');

const everything = [
  'model',
  'registers',
  'input',
  'decode',
  'machine',
  'verdict',
  'sharing',
  'checks',
  'compare',
  'lint',
  'fixture',
  'reference',
  'output',
];

/** Who may import from whom: data goes one way. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  guides: [],
  model: [],
  registers: [],
  input: ['model', 'registers'],
  decode: ['model', 'registers'],
  machine: ['model', 'registers', 'decode'],
  verdict: ['model', 'registers', 'decode', 'machine', 'input'],
  sharing: ['model', 'registers', 'decode', 'machine', 'verdict'],
  checks: ['model', 'registers', 'decode', 'machine', 'verdict', 'sharing'],
  compare: ['model', 'registers', 'decode', 'machine', 'verdict', 'sharing'],
  lint: ['model', 'registers', 'decode', 'machine', 'verdict', 'sharing', 'input'],
  // What is made is checked by the linter before anybody gets it.
  fixture: ['model', 'registers', 'decode', 'machine', 'verdict', 'sharing', 'lint', 'input'],
  reference: ['model', 'registers', 'decode', 'machine', 'verdict', 'sharing', 'checks', 'lint', 'input'],
  // The schema of what fixtures are described by is printed with the others.
  output: everything.filter((folder) => folder !== 'input'),
  library: everything,
  page: everything,
  // The settings of a report, as the page takes them.
  cli: [...everything, 'page', 'guides'],
};
const nodeOnly = /^(cli\/|input\/source\/|(?:input|library)\/disk\.ts$|vitest\.ts$)/;
const ofDisk = /\/disk\.ts$|^input\/source\//;

const files = readdirSync(source, { recursive: true })
  .map((name) => String(name).replaceAll('\\', '/'))
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'));
const folderOf = (path: string): string => path.split('/')[0] as string;

function problemsIn(file: string, text: string): string[] {
  const problems: string[] = [];
  for (const [, from = ''] of text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)) {
    if (from.startsWith('node:')) {
      if (!nodeOnly.test(file)) problems.push(`${file} imports ${from}`);
    } else if (from.startsWith('.')) {
      const target = relative(source, resolve(source, dirname(file), from));
      // What imports the disk is no longer for a browser.
      if (ofDisk.test(target) && !nodeOnly.test(file)) problems.push(`${file} imports ${target}`);
      const [mine, theirs] = [folderOf(file), folderOf(target)];
      if (mine !== theirs && !allowed[mine]?.includes(theirs)) problems.push(`${file} imports ${target}`);
    }
  }
  if (!nodeOnly.test(file) && /\bprocess\.|console\./.test(text))
    problems.push(`${file} uses process or console`);
  // What is printed passes the guards of say.ts and output.ts, and files take their place whole.
  if (/\bconsole\.|\bstd(?:out|err)\.write\b|\b(?:writeFile|appendFile|createWriteStream)/.test(text))
    problems.push(`${file} writes by itself`);
  if (file !== 'cli/write-all.ts' && /\bwriteSync\b/.test(text)) problems.push(`${file} writes by itself`);
  return problems;
}

test('imports go one way, and only the edges touch the machine', () => {
  const problems = files
    .filter((file) => !['index.ts', 'vitest.ts'].includes(file))
    .flatMap((file) => problemsIn(file, readFileSync(join(source, file), 'utf8')));
  expect(problems).toEqual([]);
});

/** The files whose values a file imports; types are gone when it runs. */
function importsOf(file: string, text: string): string[] {
  const found = text.matchAll(/\b(?:import|export)\b(?! type)[^;'"]*?(?:from\s*|\(\s*)'(\.[^']+)'/g);
  return [...found].map(([, from = '']) => relative(source, resolve(source, dirname(file), from)));
}

/** A way from a file back to itself; undefined where no file has one. */
function circleIn(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  const from = (file: string, way: readonly string[]): string[] | undefined => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of graph.get(file) ?? []) {
      const circle = from(next, [...way, file]);
      if (circle) return circle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of graph.keys()) {
    const circle = from(file, []);
    if (circle) return circle;
  }
  return undefined;
}

test('no file imports itself by way of others', () => {
  const graph = new Map(
    files.map((file) => [file, importsOf(file, readFileSync(join(source, file), 'utf8'))]),
  );
  expect(circleIn(graph)).toBeUndefined();
});

test('a circle is seen', () => {
  const circle = (back: string): string[] | undefined => {
    const texts = { 'a/x.ts': "import {\n  y,\n} from './y.ts';", 'a/y.ts': back };
    return circleIn(new Map(Object.entries(texts).map(([file, text]) => [file, importsOf(file, text)])));
  };
  const found = ['a/x.ts', 'a/y.ts', 'a/x.ts'];
  expect(circle("import { x } from './x.ts';")).toEqual(found);
  expect(circle("export { x } from './x.ts';")).toEqual(found);
  expect(circle("const x = await import('./x.ts');")).toEqual(found);
  expect(circle("import type { X } from './x.ts';")).toBeUndefined();
  expect(circle("import { x } from '../b/x.ts';")).toBeUndefined();
});

test('a wrong import is seen', () => {
  expect(problemsIn('model/x.ts', "import { a } from '../cli/main.ts';")).toEqual([
    'model/x.ts imports cli/main.ts',
  ]);
  expect(problemsIn('decode/x.ts', "import fs from 'node:fs';")).toEqual(['decode/x.ts imports node:fs']);
  expect(problemsIn('input/x.ts', "export { a } from './disk.ts';")).toEqual([
    'input/x.ts imports input/disk.ts',
  ]);
  expect(problemsIn('input/x.ts', "import { a } from './source/files.ts';")).toEqual([
    'input/x.ts imports input/source/files.ts',
  ]);
  expect(problemsIn('output/x.ts', 'process.exit(1)')).toEqual(['output/x.ts uses process or console']);
  expect(problemsIn('cli/x.ts', 'console.error(name)')).toEqual(['cli/x.ts writes by itself']);
  expect(problemsIn('cli/x.ts', "process.stdout.write('x')")).toEqual(['cli/x.ts writes by itself']);
  expect(problemsIn('cli/x.ts', 'writeSync(fd, bytes)')).toEqual(['cli/x.ts writes by itself']);
});
