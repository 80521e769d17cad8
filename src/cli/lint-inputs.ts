import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { PathIn } from '../lint/extent.ts';
import { hasGlob, matchesGlob } from '../lint/glob.ts';
import { UsageError } from './exit.ts';

/** One thing to lint. Inputs that a folder held, and not the user named, may turn out to be no dumps. */
export interface LintInput {
  readonly path: string;
  readonly found: boolean;
}

export interface LintInputs {
  readonly inputs: readonly LintInput[];
  /** Folders that were named. */
  readonly folders: readonly string[];
}

const skippedFolders: ReadonlySet<string> = new Set(['.git', 'node_modules']);
const mostFiles = 200_000;

/** What the paths and patterns of a command line name. A pattern that matches nothing is an error. */
export function lintInputs(paths: readonly string[]): LintInputs {
  const inputs: LintInput[] = [];
  const folders: string[] = [];
  for (const path of paths) {
    if (path === '-') inputs.push({ path, found: false });
    else if (existsSync(path)) {
      const isFolder = statSync(path).isDirectory();
      if (isFolder) folders.push(path);
      inputs.push(...(isFolder ? folderInputs(path) : [{ path, found: false }]));
    } else if (hasGlob(path)) {
      const matches = expand(path);
      if (matches.length === 0) throw new UsageError(`'${path}' matches no file`);
      inputs.push(...matches);
    } else throw new UsageError(`${path}: there is no such file or folder`);
  }
  return { inputs, folders };
}

/** A sysfs tree, or a folder with one folder per function, is one input; any other folder is walked. */
function folderInputs(root: string): LintInput[] {
  if (isTree(root)) return [{ path: root, found: true }];
  const inputs: LintInput[] = [];
  walk(root, (path) => inputs.push({ path, found: true }));
  return inputs;
}

const functionFolder = /^[0-9a-f]{4,8}[:_-][0-9a-f]{2}[:_-][0-9a-f]{2}\.[0-7]$/i;

function isTree(folder: string): boolean {
  if (
    existsSync(join(folder, 'bus', 'pci', 'devices')) ||
    existsSync(join(folder, 'sys', 'bus', 'pci', 'devices'))
  ) {
    return true;
  }
  return (namesIn(folder) ?? []).some((name) => functionFolder.test(name));
}

/** Takes what a folder holds, however deep: links to folders are not followed, so a path ends where the system ends it. */
function walk(folder: string, take: (path: string) => void): number {
  let count = 0;
  const names = namesIn(folder);
  if (!names) {
    // Reading it says why it cannot be read.
    take(folder);
    return 1;
  }
  for (const name of names) {
    const path = join(folder, name);
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory() && !skippedFolders.has(name)) {
      if (isTree(path)) take(path);
      else count += walk(path, take);
    } else if (stat?.isFile() || (stat?.isSymbolicLink() && !isFolder(path))) {
      take(path);
      count++;
    }
    if (count > mostFiles) throw new UsageError(`${folder} holds more than ${mostFiles} files`);
  }
  return count;
}

/** Links to folders are not followed: they may lead in a circle. */
const isFolder = (path: string): boolean => {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
};

/** What a folder holds; undefined when it cannot be read. */
function namesIn(folder: string): string[] | undefined {
  try {
    return readdirSync(folder).sort();
  } catch {
    return undefined;
  }
}

function expand(pattern: string): LintInput[] {
  const fixed = pattern.split('/').slice(0, pattern.split('/').findIndex(hasGlob)).join('/');
  const root = fixed === '' ? (pattern.startsWith('/') ? '/' : '.') : fixed;
  const matches: LintInput[] = [];
  if (!existsSync(root)) return matches;
  const base = pattern.replaceAll('\\', '/');
  walkAll(root, (path) => {
    if (matchesGlob(path.replaceAll('\\', '/'), base)) matches.push({ path, found: false });
  });
  return matches;
}

function walkAll(folder: string, take: (path: string) => void): void {
  for (const name of namesIn(folder) ?? []) {
    const path = join(folder, name);
    const stat = lstatSync(path, { throwIfNoEntry: false });
    take(path);
    if (stat?.isDirectory() && !skippedFolders.has(name)) walkAll(path, take);
  }
}

/** The nearest file of that name, here or in a folder above. */
export function findUpwards(name: string): string | undefined {
  for (let folder = resolve('.'); ; folder = dirname(folder)) {
    const path = join(folder, name);
    if (existsSync(path)) return path;
    if (dirname(folder) === folder) return undefined;
  }
}

/** The text of one line of a file, read when a finding needs it. */
export class SourceLines {
  #file = '';
  #lines: string[] = [];

  line(file: string, line: number): string | undefined {
    if (file !== this.#file) {
      this.#file = file;
      try {
        const { size } = statSync(file);
        const bytes = size > 64 << 20 ? Buffer.alloc(0) : readFileSync(file);
        const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
        const text = bytes.toString(isUtf16 ? 'utf16le' : 'utf8');
        this.#lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
      } catch {
        this.#lines = [];
      }
    }
    return this.#lines[line - 1];
  }
}

/** Paths as they are seen from the folder of a file. */
export function pathFrom(file: string): PathIn {
  const folder = dirname(resolve(file));
  return (path) => relative(folder, resolve(path)).replaceAll('\\', '/');
}

/** A path as messages show it: from the working folder, where that is above it. */
export const displayed = (path: string): string => {
  if (path === '-') return path;
  const near = relative('.', path).replaceAll('\\', '/');
  return near === '' || near.startsWith('..') ? path : near;
};
