import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { diskTree } from '../input/disk.ts';
import { isConfigFileName } from '../input/formats/config-folder.ts';
import { holdsBuses } from '../input/formats/procfs.ts';
import { folderName, rootBus } from '../input/formats/sysfs.ts';
import { treeFormats } from '../input/order.ts';
import type { PathIn } from '../lint/extent.ts';
import { hasGlob, matchesGlob } from '../lint/glob.ts';
import { UsageError } from './exit.ts';

/** One thing to lint. Inputs that a folder held, and not the user named, may turn out to be no dumps. */
export interface LintInput {
  readonly path: string;
  readonly found: boolean;
  /** The format, where other files of a folder are not of it. */
  readonly from?: string;
}

export interface LintInputs {
  readonly inputs: readonly LintInput[];
  /** Folders of which everything is linted. */
  readonly folders: readonly string[];
}

const skippedFolders: ReadonlySet<string> = new Set(['.git', 'node_modules']);
const mostFiles = 200_000;
const configFolder = 'config-folder';

/** What the paths and patterns of a command line name. A pattern that matches nothing is an error. */
export function lintInputs(paths: readonly string[], from?: string): LintInputs {
  const inputs = new Inputs(from);
  for (const path of paths) {
    if (path === '-') inputs.add({ path, found: false });
    else if (existsSync(path)) inputs.name(path);
    else if (hasGlob(path)) {
      const matches = expand(path);
      if (matches.length === 0) throw new UsageError(`'${path}' matches no file`);
      for (const match of matches) inputs.name(match);
    } else throw new UsageError(`${path}: there is no such file or folder`);
  }
  const all = inputs.all();
  const trees = all
    .filter(({ path, from: of }) => of === undefined && isFolder(path))
    .map(({ path }) => path);
  return { inputs: all, folders: [...inputs.folders, ...trees] };
}

/** Inputs, each once however often it is named. */
class Inputs {
  readonly folders: string[] = [];
  readonly #from: string | undefined;
  readonly #inputs = new Map<string, LintInput>();
  #count = 0;

  constructor(from: string | undefined) {
    this.#from = from;
  }

  add(input: LintInput): void {
    const key = input.path === '-' ? '-' : resolve(input.path);
    const known = this.#inputs.get(key);
    this.#inputs.set(key, known && !known.found ? known : input);
  }

  /** Takes what the user names: of one Function's file or folder in a sysfs tree, the tree, for the rules look at its neighbours. */
  name(path: string): void {
    const tree = this.#from === undefined ? treeAround(path) : undefined;
    if (tree !== undefined) this.add({ path: tree, found: false });
    else if (!isFolder(path)) this.add({ path, found: false });
    else {
      this.folders.push(path);
      this.#nameFolder(path);
    }
  }

  /** A tree is one input; any other folder is walked. */
  #nameFolder(path: string): void {
    const isForced = this.#from !== undefined && treeFormats.some(({ name }) => name === this.#from);
    const before = this.#inputs.size;
    if (isTree(path)) this.add({ path, found: true });
    else this.#walk(path, isForced);
    if (isForced && this.#inputs.size === before) this.add({ path, found: false });
  }

  /** Takes what a folder holds, however deep: links to folders are not followed, so a path ends where the system ends it. */
  #walk(folder: string, onlyTrees: boolean): void {
    const names = namesIn(folder);
    // Reading it says why it cannot be read.
    if (!names) {
      this.#take({ path: folder, found: true });
      return;
    }
    const files: string[] = [];
    for (const name of names) {
      const path = join(folder, name);
      const stat = lstatSync(path, { throwIfNoEntry: false });
      if (stat?.isDirectory() && !skippedFolders.has(name)) {
        if (isTree(path)) this.#take({ path, found: true });
        else this.#walk(path, onlyTrees);
      } else if (stat?.isFile() || (stat?.isSymbolicLink() && !isFolder(path))) files.push(name);
    }
    const together = this.#configFiles(files);
    if (together.size > 0) this.#take({ path: folder, found: true, from: configFolder });
    if (onlyTrees) return;
    for (const name of files) if (!together.has(name)) this.#take({ path: join(folder, name), found: true });
  }

  #take(input: LintInput): void {
    if (++this.#count > mostFiles)
      throw new UsageError(`${this.folders.at(-1)} holds more than ${mostFiles} files`);
    this.add(input);
  }

  /** Config files of one system, with their addresses in their names. One alone is a dump like any other. */
  #configFiles(names: readonly string[]): ReadonlySet<string> {
    if (this.#from !== undefined && this.#from !== configFolder) return new Set();
    const files = names.filter(isConfigFileName);
    return new Set(files.length > 1 || this.#from === configFolder ? files : []);
  }

  /** Of config files that are named one by one the same: several of a folder are a system. */
  all(): LintInput[] {
    const byFolder = new Map<string, [string, LintInput][]>();
    for (const [key, input] of this.#inputs) {
      if (input.found || input.from !== undefined) continue;
      const beside = byFolder.get(dirname(key));
      if (beside) beside.push([key, input]);
      else byFolder.set(dirname(key), [[key, input]]);
    }
    for (const [folder, beside] of byFolder) {
      const isRead = this.#inputs.get(folder)?.from === configFolder;
      const names = beside.map(([key]) => basename(key));
      const together = isRead ? new Set(names.filter(isConfigFileName)) : this.#configFiles(names);
      const files = beside.filter(([key]) => together.has(basename(key)));
      for (const [key] of files) this.#inputs.delete(key);
      const [first] = files;
      if (first) this.add({ path: dirname(first[1].path), found: false, from: configFolder });
    }
    return [...this.#inputs.values()];
  }
}

const listOfFunctions = join('bus', 'pci', 'devices');

/** A sysfs tree, a folder with one folder per Function, or /proc/bus/pci. */
function isTree(folder: string): boolean {
  if (existsSync(join(folder, listOfFunctions)) || existsSync(join(folder, 'sys', listOfFunctions)))
    return true;
  const names = namesIn(folder) ?? [];
  return (
    names.some((name) => (folderName.test(name) || rootBus.test(name)) && isFolder(join(folder, name))) ||
    holdsBuses(diskTree(folder), '')
  );
}

/** The tree around the `config` file, or the folder, of one Function. */
function treeAround(path: string): string | undefined {
  const whole = resolve(path);
  const own = isFolder(path) ? whole : dirname(whole);
  if (!folderName.test(basename(own)) || !existsSync(join(own, 'config'))) return undefined;
  if (own === whole ? isTree(path) : basename(whole) !== 'config') return undefined;
  let folder = dirname(own);
  while (folderName.test(basename(folder)) || rootBus.test(basename(folder))) folder = dirname(folder);
  for (let above = folder; dirname(above) !== above; above = dirname(above))
    if (existsSync(join(above, listOfFunctions))) return above;
  return folder;
}

/** Links to folders are not followed: they may lead in a circle. */
const isFolder = (path: string): boolean => {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
};

/** A link that leads nowhere. One that leads in a circle, or where nobody may look, is something to say. */
export function isDangling(path: string): boolean {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return false;
  try {
    return statSync(path, { throwIfNoEntry: false }) === undefined;
  } catch {
    return false;
  }
}

/** What a folder holds; undefined when it cannot be read. */
function namesIn(folder: string): string[] | undefined {
  try {
    return readdirSync(folder).sort();
  } catch {
    return undefined;
  }
}

function expand(pattern: string): string[] {
  const fixed = pattern.split('/').slice(0, pattern.split('/').findIndex(hasGlob)).join('/');
  const root = fixed === '' ? (pattern.startsWith('/') ? '/' : '.') : fixed;
  const matches: string[] = [];
  if (!existsSync(root)) return matches;
  const base = pattern.replaceAll('\\', '/');
  walkAll(root, (path) => {
    if (matchesGlob(path.replaceAll('\\', '/'), base)) matches.push(path);
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
