import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { isConfigFileName } from '../input/formats/config-folder.ts';
import { holdsBuses } from '../input/formats/procfs.ts';
import { folderName, rootBus } from '../input/formats/sysfs.ts';
import { treeFormats } from '../input/order.ts';
import { reportTexts } from '../input/read.ts';
import { diskTree } from '../input/source/disk-tree.ts';
import { shownName } from '../input/source/file-name.ts';
import { isFolder, lstatOf, namesIn, statOf } from '../input/source/files.ts';
import { leadsOut } from '../input/source/folder-root.ts';
import type { Tree } from '../input/vfs.ts';
import type { PathIn } from '../lint/extent.ts';
import { hasGlob, matchesGlob } from '../lint/glob.ts';
import { patternProblem } from '../model/pattern.ts';
import { UsageError } from './exit.ts';

/** One thing to read. Inputs that a folder held, and not the user named, may turn out not to be dumps. */
export interface Input {
  readonly path: string;
  readonly found: boolean;
  /** The folder that the user named, where not the input itself was named: nothing outside of it is read. */
  readonly within?: string | undefined;
  /** The format, where other files of a folder are not of it. */
  readonly from?: string;
}

export interface NamedInputs {
  readonly inputs: readonly Input[];
  /** Folders of which everything is read. */
  readonly folders: readonly string[];
  /** What a folder held that is not a dump by its kind or name: pipes, sockets, devices, source code, prose. */
  readonly noFiles: readonly string[];
}

/** Says what is left out; without one, nothing is. */
export interface LeavesOut {
  /** What the user names. */
  isNamedOut(path: string, isFolder: boolean): boolean;
  /** What a folder or a pattern below `root` holds. */
  isLeftOut(path: string, isFolder: boolean, root: string): boolean;
}
const nobody: LeavesOut = { isNamedOut: () => false, isLeftOut: () => false };

/** Names of source code and prose. They may quote a dump, and are none; who names one means it. */
const isSource = (name: string): boolean =>
  /\.(?:[cm]?[jt]sx?|py|pyi|rb|pl|lua|c|h|cc|cpp|cxx|hh|hpp|rs|go|java|kt|cs|swift|zig|nix|s|S|sh|bash|md|mdx|markdown|rst|adoc|asciidoc|org|tex|css)$/.test(
    name,
  );

const skippedFolders: ReadonlySet<string> = new Set(['.git', 'node_modules']);
const mostFiles = 200_000;
const configFolder = 'config-folder';

/** What the paths and patterns of a command line name. A pattern that matches nothing is an error. */
export function namedInputs(
  paths: readonly string[],
  from?: string,
  leavesOut: LeavesOut = nobody,
): NamedInputs {
  const inputs = new Inputs(from, leavesOut);
  for (const path of paths) {
    if (path === '-') inputs.add({ path, found: false });
    else if (isThere(path, !hasGlob(path))) {
      if (!leavesOut.isNamedOut(path, isFolder(path))) inputs.name(path);
    } else if (hasGlob(path)) {
      const problem = patternProblem(path);
      if (problem) throw new UsageError(problem);
      const { root, matches } = expand(path, leavesOut);
      if (matches.length === 0) throw new UsageError(`'${shownName(path)}' matches no file`);
      for (const match of matches) inputs.name(match, root);
    } else throw new UsageError(`${shownName(path)}: there is no such file or folder`);
  }
  const all = inputs.all();
  const trees = all
    .filter(({ path, from: of }) => of === undefined && isFolder(path))
    .map(({ path }) => path);
  return {
    inputs: all,
    folders: [...inputs.folders, ...trees].map(shownName),
    noFiles: inputs.noFiles,
  };
}

/**
 * What a folder holds: itself where it is a copy of /sys, a report or the folder of one Function, else what is in it.
 */
export function folderInputs(path: string, from?: string): NamedInputs {
  if (isOneFunction(resolve(path))) return { inputs: [{ path, found: false }], folders: [], noFiles: [] };
  const inputs = new Inputs(from, nobody);
  inputs.nameFolder(path);
  return { inputs: inputs.all(), folders: [path], noFiles: inputs.noFiles };
}

/** Inputs, each once however often it is named. */
class Inputs {
  readonly folders: string[] = [];
  readonly noFiles: string[] = [];
  readonly #from: string | undefined;
  readonly #leavesOut: LeavesOut;
  readonly #inputs = new Map<string, Input>();
  #count = 0;

  constructor(from: string | undefined, leavesOut: LeavesOut) {
    this.#from = from;
    this.#leavesOut = leavesOut;
  }

  add(input: Input): void {
    const key = input.path === '-' ? '-' : resolve(input.path);
    const known = this.#inputs.get(key);
    this.#inputs.set(key, known && !known.found ? known : input);
  }

  /**
   * Takes what the user names, or a pattern below `within`. One Function's file or folder in a sysfs tree means the
   * tree, because the rules look at its neighbours.
   */
  name(path: string, within?: string): void {
    if (within !== undefined && leadsOut(path, within)) {
      this.add({ path, found: false, within });
      return;
    }
    const tree = this.#from === undefined ? treeAround(path) : undefined;
    if (tree !== undefined) this.add({ path: tree, found: false });
    else if (!isFolder(path)) this.add({ path, found: false, within });
    else {
      this.folders.push(path);
      this.nameFolder(path);
    }
  }

  /** A tree is one input; any other folder is walked. */
  nameFolder(path: string): void {
    const isForced = this.#from !== undefined && treeFormats.some(({ name }) => name === this.#from);
    const before = this.#inputs.size;
    if (isTree(path)) this.add({ path, found: true });
    else this.#walk(path, path, isForced);
    if (isForced && this.#inputs.size === before) this.add({ path, found: false });
  }

  /**
   * Takes what a folder holds, however deep. Links to folders are not followed, so a path ends where the system ends it;
   * those that lead to a folder inside are not needed, and of the others it is said.
   */
  #walk(folder: string, within: string, onlyTrees: boolean): void {
    const names = namesOrNone(folder);
    // Reading it says why it cannot be read.
    if (!names) {
      this.#take({ path: folder, found: true, within });
      return;
    }
    const files: string[] = [];
    for (const name of names) {
      const path = join(folder, name);
      const kind = kindOf(path, within);
      if (kind === undefined || (kind === 'folder' && skippedFolders.has(name))) continue;
      if (this.#leavesOut.isLeftOut(path, kind === 'folder', within)) continue;
      if (kind === 'folder') {
        if (isTree(path)) this.#take({ path, found: true, within });
        else this.#walk(path, within, onlyTrees);
      } else if (isSource(name)) this.noFiles.push(path);
      else if (kind === 'file') files.push(name);
      else if (kind === 'unknown') this.#take({ path, found: true, within });
      else if (kind === 'no-file') this.noFiles.push(path);
    }
    const together = this.#configFiles(files);
    if (together.size > 0) this.#take({ path: folder, found: true, within, from: configFolder });
    if (onlyTrees) return;
    for (const name of files)
      if (!together.has(name)) this.#take({ path: join(folder, name), found: true, within });
  }

  #take(input: Input): void {
    if (++this.#count > mostFiles)
      throw new UsageError(`${shownName(this.folders.at(-1) ?? '')} holds more than ${mostFiles} files`);
    this.add(input);
  }

  /** Config files of one system, with their addresses in their names. One alone is a dump like any other. */
  #configFiles(names: readonly string[]): ReadonlySet<string> {
    if (this.#from !== undefined && this.#from !== configFolder) return new Set();
    const files = names.filter(isConfigFileName);
    return new Set(files.length > 1 || this.#from === configFolder ? files : []);
  }

  /** Config files that are named one by one are a system too, if a folder has several. A link may lead out of it. */
  all(): Input[] {
    const byFolder = new Map<string, [string, Input][]>();
    for (const [key, input] of this.#inputs) {
      if (input.found || input.from !== undefined || isLink(input.path)) continue;
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
    return this.#withoutSecondLinks();
  }

  /** A link to a file that is an input itself, or to which another link leads, is not read again. */
  #withoutSecondLinks(): Input[] {
    const links = [...this.#inputs].filter(([, { path }]) => path !== '-' && isLink(path));
    if (links.length === 0) return [...this.#inputs.values()];
    const linked = new Set(links.map(([key]) => key));
    const taken = new Set([...this.#inputs.keys()].filter((key) => !linked.has(key)).map(placeOf));
    for (const [key] of links) {
      const place = placeOf(key);
      if (taken.has(place)) this.#inputs.delete(key);
      taken.add(place);
    }
    return [...this.#inputs.values()];
  }
}

/** Where a path ends when all links are followed; itself where that is nowhere. */
const placeOf = (path: string): string => quietly(() => realpathSync(path)) ?? path;

const listOfFunctions = 'bus/pci/devices';

/** A sysfs tree, a folder with one folder per Function, /proc/bus/pci, or a report with what lspci printed. */
function isTree(folder: string): boolean {
  const names = namesOrNone(folder) ?? [];
  const tree = diskTree(folder);
  const isList = (path: string): boolean => tree.kindOf(path) === 'directory' || tree.list(path).length > 0;
  if (names.includes('bus') && isList(listOfFunctions)) return true;
  if (names.includes('sys') && isList(`sys/${listOfFunctions}`)) return true;
  if (names.includes('devices') && isBus(tree)) return true;
  return (
    names.some((name) => (folderName.test(name) || rootBus.test(name)) && isFolder(join(folder, name))) ||
    holdsBuses(tree, '') ||
    reportTexts(tree).length > 0
  );
}

/** Whether a folder is /sys/bus/pci, of which the list of Functions has links alone. */
function isBus(tree: Tree): boolean {
  const isLinked = (name: string): boolean =>
    folderName.test(name) &&
    tree.kindOf(`devices/${name}`) === 'link' &&
    tree.list(`devices/${name}`).length > 0;
  return tree.list('devices').some(isLinked);
}

const isOneFunction = (folder: string): boolean =>
  folderName.test(basename(folder)) && isThere(join(folder, 'config'), false);

/** The tree around the `config` file, or the folder, of one Function. */
function treeAround(path: string): string | undefined {
  const whole = resolve(path);
  const own = isFolder(path) ? whole : dirname(whole);
  if (!isOneFunction(own)) return undefined;
  if (own === whole ? isTree(path) : basename(whole) !== 'config') return undefined;
  let folder = dirname(own);
  while (folderName.test(basename(folder)) || rootBus.test(basename(folder))) folder = dirname(folder);
  for (let above = folder; dirname(above) !== above; above = dirname(above))
    if (diskTree(above).list(listOfFunctions).length > 0) return above;
  return folder;
}

/** Whether something has this name. Where that cannot be known, reading it says why, unless it is a pattern. */
function isThere(path: string, otherwise = true): boolean {
  try {
    return statOf(path) !== undefined;
  } catch {
    return otherwise;
  }
}

const isLink = (path: string): boolean => quietly(() => lstatOf(path)?.isSymbolicLink()) === true;

/** What is at a place of a walked folder; undefined where there is nothing to read, or a folder that is walked anyway. */
function kindOf(path: string, within: string): 'folder' | 'file' | 'no-file' | 'unknown' | undefined {
  try {
    const stat = lstatOf(path);
    if (!stat) return undefined;
    if (stat.isDirectory()) return 'folder';
    if (stat.isFile()) return 'file';
    if (!stat.isSymbolicLink()) return 'no-file';
    const target = leadsOut(path, within) ? undefined : statOf(path);
    if (target?.isDirectory()) return undefined;
    return target?.isFile() ? 'file' : 'unknown';
  } catch {
    return 'unknown';
  }
}

/** A link that leads nowhere. One that leads in a circle, or where nobody may look, is something to say. */
export function isDangling(path: string): boolean {
  try {
    return isLink(path) && statOf(path) === undefined;
  } catch {
    return false;
  }
}

function quietly<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

/** What a folder holds; undefined when it cannot be read. */
const namesOrNone = (folder: string): string[] | undefined => quietly(() => namesIn(folder));

function expand(pattern: string, leavesOut: LeavesOut): { root: string; matches: string[] } {
  const fixed = pattern.split('/').slice(0, pattern.split('/').findIndex(hasGlob)).join('/');
  const root = fixed === '' ? (pattern.startsWith('/') ? '/' : '.') : fixed;
  const matches: string[] = [];
  if (!isThere(root)) return { root, matches };
  const base = pattern.replaceAll('\\', '/');
  walkAll(root, (path, isOwnFolder) => {
    if (leavesOut.isLeftOut(path, isOwnFolder, root)) return false;
    if (matchesGlob(path.replaceAll('\\', '/'), base)) matches.push(path);
    return true;
  });
  return { root, matches };
}

/** `take` says whether what is in a folder is looked at. */
function walkAll(folder: string, take: (path: string, isFolder: boolean) => boolean): void {
  for (const name of namesOrNone(folder) ?? []) {
    const path = join(folder, name);
    const isOwnFolder = quietly(() => lstatOf(path)?.isDirectory()) === true;
    if (take(path, isOwnFolder) && isOwnFolder && !skippedFolders.has(name)) walkAll(path, take);
  }
}

/** Paths as they are seen from the folder of a file. */
export function pathFrom(file: string): PathIn {
  const folder = dirname(resolve(file));
  return (path) => relative(folder, resolve(path)).replaceAll('\\', '/');
}

/** A path from the working folder, where that is above it: the one by which a file is read and named. */
export const near = (path: string): string => {
  if (path === '-') return path;
  const below = relative('.', path).replaceAll('\\', '/');
  return below === '' || below.startsWith('..') ? path : below;
};

/** Where links of a folder lead, as seen from it; undefined where none is on the way, or it leads out of the folder. */
export function withoutLinks(file: string, folder: string): string | undefined {
  const [end, top] = [quietly(() => realpathSync(file)), quietly(() => realpathSync(folder))];
  if (end === undefined || top === undefined || !end.startsWith(`${top}/`)) return undefined;
  const direct = join(folder, relative(top, end)).replaceAll('\\', '/');
  return direct === join(file).replaceAll('\\', '/') ? undefined : shownName(direct);
}

/** The same as messages show it. */
export const displayed = (path: string): string => shownName(near(path));
