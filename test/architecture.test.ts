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
  cli: everything,
};
const nodeOnly = /^(cli\/|input\/source\/|(?:input|library)\/disk\.ts$|vitest\.ts$)/;
const ofDisk = /\/disk\.ts$|^input\/source\//;

const files = readdirSync(source, { recursive: true })
  .map((name) => String(name).replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts'));
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

/** Files that import each other in a circle, by what is there when they run. */
function circlesIn(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const circles: string[][] = [];
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): void => {
    const at = way.indexOf(file);
    if (at >= 0) circles.push([...way.slice(at), file]);
    if (at >= 0 || done.has(file)) return;
    for (const next of imports.get(file) ?? []) visit(next, [...way, file]);
    done.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
  return circles;
}

test('no files import each other in a circle', () => {
  const imports = new Map(
    files.map((file) => {
      const text = readFileSync(join(source, file), 'utf8').replaceAll(
        /^(?:import|export) type [^;]*;/gm,
        '',
      );
      const targets = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)];
      return [
        file,
        targets.map(([, from = '']) => relative(source, resolve(source, dirname(file), from))),
      ] as const;
    }),
  );
  expect(circlesIn(imports)).toEqual([]);
});

test('a circle is seen', () => {
  const imports = new Map([
    ['a', ['b']],
    ['b', ['c']],
    ['c', ['b']],
  ]);
  expect(circlesIn(imports)).toEqual([['b', 'c', 'b']]);
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
