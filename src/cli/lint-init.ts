import { lstatSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { NamedFolders } from '../input/disk.ts';
import { isFolder } from '../input/source/files.ts';
import { safeLines } from '../output/text/safe.ts';
import { UsageError } from './exit.ts';
import { IgnoredPaths } from './ignored-paths.ts';
import { displayed, namedInputs } from './inputs.ts';
import type { LintPolicies } from './lint-settings.ts';
import { Output } from './output.ts';
import { readInput } from './read-input.ts';
import { isThere } from './settings-file.ts';

/* `lsvf lint --init`: looks at a repository, and writes what it needs to lint its dumps from now on. */

/** Which files the hook is for, as .pre-commit-hooks.yaml says it. */
export const hookFiles = String.raw`(lspci[^/]*\.txt|(^|/)[0-9a-fA-F]{4,8}[:_-][0-9a-fA-F]{2}[:_-][0-9a-fA-F]{2}\.[0-7](/config|\.(config|bin|txt|hex|xxd))?)$`;

/** Folders of other people's or generated files, by the names that they usually have. */
const others =
  /(?:^|\/)(node_modules|vendor|third[_-]party|external|subprojects|deps|dist|build|target|out|venv|\.venv|\.tox)\//;

interface Plan {
  readonly path: string;
  readonly text: string;
}

export interface Initialised {
  /** The repository's root, which is linted now. */
  readonly root: string;
  readonly ignore: readonly string[];
  /** How many files hold a dump. */
  readonly dumps: number;
}

/** Writes the configuration, the hook and the workflow, or with `dryRun` shows them. What is there already is kept. */
export async function initialise(
  paths: readonly string[],
  policies: LintPolicies,
  dryRun: boolean,
): Promise<Initialised> {
  const [path = '.', ...more] = paths;
  if (more.length > 0 || !isFolder(path))
    throw new UsageError('--init takes one folder, or none for this one');
  const root = rootOf(path);
  const dumps = await dumpsBelow(root, policies);
  const ignore = [...new Set(dumps.flatMap((dump) => others.exec(dump)?.slice(1) ?? []))]
    .sort()
    .map((name) => `${name}/`);
  const linted = dumps.filter((dump) => !others.test(dump));
  const output = new Output(undefined, 'text');
  for (const plan of plansFor(root, ignore, linted)) {
    output.write(await carriedOut(plan, root, dryRun));
  }
  output.write(`\nThe dumps of ${displayed(root)} today:\n`);
  await output.end();
  return { root, ignore, dumps: linted.length };
}

/** The folder of the repository that a folder is in. */
function rootOf(path: string): string {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (isThere(join(folder, '.git'))) return relative('.', folder) || '.';
    if (dirname(folder) === folder) return path;
  }
}

/** Files of the repository that hold a dump, as seen from its root. */
async function dumpsBelow(root: string, policies: LintPolicies): Promise<string[]> {
  const found: string[] = [];
  const named = new NamedFolders();
  for (const input of namedInputs([root], undefined, new IgnoredPaths(policies, [])).inputs) {
    const { snapshots } = await readInput(input, {}, named);
    if (snapshots.some(({ functions }) => functions.length > 0))
      found.push(relative(root, input.path).replaceAll('\\', '/'));
  }
  return found;
}

function plansFor(root: string, ignore: readonly string[], dumps: readonly string[]): Plan[] {
  const isInstalled = isThere(join(root, 'node_modules', 'lsvf'));
  const config = {
    ...(isInstalled ? { $schema: './node_modules/lsvf/dist/config.schema.json' } : {}),
    profile: 'recommended',
    ignore,
    rules: {},
  };
  // Folders of dumps whose names the usual pattern does not know.
  const usual = new RegExp(hookFiles);
  const folders = [...new Set(dumps.filter((dump) => !usual.test(dump)).map((dump) => dirname(dump)))].sort();
  const below = folders.map((folder) => (folder === '.' ? '[^/]+$' : `${escaped(folder)}/`));
  const files = below.length > 0 ? `${hookFiles}|^(${below.join('|')})` : hookFiles;
  // Beside the dumps of such a folder are other files, and a sysfs tree has a file for each attribute: what is linted is
  // the repository, where that is sorted out, and the names say only whether.
  const named = below.length > 0 ? '.\n        pass_filenames: false' : '';
  const command = isInstalled ? 'npx lsvf lint' : 'lsvf lint';
  const install = isInstalled
    ? '      - run: npm ci\n      - run: npx lsvf lint --format github .\n'
    : // No name of a package is fetched that the repository does not depend on: anyone may have published one.
      '      # Put lsvf on the PATH first: it is not a dependency of this repository.\n      - run: lsvf lint --format github .\n';
  return [
    { path: 'lsvf.config.json', text: `${JSON.stringify(config, undefined, 2)}\n` },
    {
      path: '.pre-commit-config.yaml',
      text: `repos:
  - repo: local
    hooks:
      - id: lsvf-lint
        name: lsvf lint
        entry: ${command}${named && ` ${named}`}
        language: system
        types: [file]
        files: ${quoted(files)}
        require_serial: true
`,
    },
    {
      path: '.github/workflows/lsvf.yml',
      text: `name: lsvf
on: [push, pull_request]
permissions:
  contents: read
jobs:
  lint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
${install}`,
    },
  ];
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** A string of YAML that may hold anything. */
const quoted = (text: string): string => `'${text.replaceAll("'", "''").replaceAll(/\p{Cc}/gu, '.')}'`;

/** What was done about a file. */
async function carriedOut({ path, text }: Plan, root: string, dryRun: boolean): Promise<string> {
  const target = join(root, path);
  const indented = safeLines(text.replaceAll(/^/gm, '    ').trimEnd(), false);
  if (isThere(target)) {
    const has = textAt(target);
    if (path.endsWith('.json') || has?.includes('lsvf')) return `kept ${path}, which is there already\n`;
    return `kept ${path}, which is there already; add to it:\n${indented}\n`;
  }
  const link = firstLink(root, path);
  if (link !== undefined) return `did not write ${path}: ${link} is a link; its text is:\n${indented}\n`;
  if (dryRun) return `would write ${path}:\n${indented}\n`;
  mkdirSync(dirname(target), { recursive: true });
  const output = new Output(target, 'exact');
  output.write(text);
  await output.end();
  return `wrote ${path}\n`;
}

function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** A folder on the way to a file that is a link, and may lead anywhere. */
function firstLink(root: string, path: string): string | undefined {
  const parts = dirname(path).split('/');
  const folders = parts.map((_, n) => parts.slice(0, n + 1).join('/'));
  return folders.find(
    (folder) => folder !== '.' && lstatSync(join(root, folder), { throwIfNoEntry: false })?.isSymbolicLink(),
  );
}
