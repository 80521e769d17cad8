import { dirname, join, relative, resolve } from 'node:path';
import { readAndClose } from '../input/source/files.ts';
import { FolderRoot } from '../input/source/folder-root.ts';
import { type IgnoreRule, ignoreRules, isIgnored } from '../lint/gitignore.ts';
import { displayed, pathFrom } from './inputs.ts';
import type { LintPolicies } from './lint-settings.ts';
import { say } from './say.ts';
import { isThere } from './settings-file.ts';

/** Bytes of a .gitignore that are taken. */
const largest = 64 << 10;

/** A folder with rules of its own, and the next one above it. */
interface Lists {
  readonly folder: string;
  readonly rules: readonly IgnoreRule[];
  readonly above: Lists | undefined;
}

/**
 * What lint leaves out of the folders that it walks: by --ignore, by `ignore` of the configuration there, and by
 * .gitignore. Each folder on the way to a path is asked for before what is in it.
 */
export class IgnoredPaths {
  readonly #policies: LintPolicies;
  readonly #own: readonly IgnoreRule[];
  readonly #lists = new Map<string, Lists | undefined>();
  readonly #tops = new Map<string, string>();
  readonly paths: string[] = [];

  constructor(policies: LintPolicies, patterns: readonly string[]) {
    this.#policies = policies;
    this.#own = ignoreRules(patterns);
  }

  /** Whether `--ignore` names a path that the user names as well. */
  readonly isNamedOut = (path: string, isFolder: boolean): boolean =>
    this.#own.length > 0 && this.#note(path, isFolder, this.#fitsBelow('.', this.#own, path, isFolder));

  /** Whether a walk of `root` leaves out what it found. */
  readonly isLeftOut = (path: string, isFolder: boolean, root: string): boolean =>
    this.#note(path, isFolder, this.#isIgnored(path, isFolder, root));

  #note(path: string, isFolder: boolean, is: boolean): boolean {
    if (is) this.paths.push(isFolder ? `${displayed(path)}/` : displayed(path));
    return is;
  }

  #isIgnored(path: string, isFolder: boolean, root: string): boolean {
    if (this.#own.length > 0 && isIgnored(this.#own, below('.', path), isFolder)) return true;
    const { ignore, pathInConfig } = this.#policies.forFolder(dirname(path));
    if (ignore.length > 0 && isIgnored(ignore, pathInConfig(path), isFolder)) return true;
    return this.#isIgnoredByGit(path, isFolder, this.#topOf(root));
  }

  /** The .gitignore of the nearest folder comes first. */
  #isIgnoredByGit(path: string, isFolder: boolean, top: string): boolean {
    const whole = resolve(path);
    for (let lists = this.#listsFrom(dirname(whole), top); lists; lists = lists.above) {
      const found = isIgnored(lists.rules, below(lists.folder, whole), isFolder);
      if (found !== undefined) return found;
    }
    return false;
  }

  /** The folders with rules from one up to the top: most have none, and are not asked again. */
  #listsFrom(folder: string, top: string): Lists | undefined {
    const key = `${top}\0${folder}`;
    if (this.#lists.has(key)) return this.#lists.get(key);
    const isTop = folder === top || dirname(folder) === folder;
    const above = isTop ? undefined : this.#listsFrom(dirname(folder), top);
    const rules = ignoreRules(linesOf(folder));
    const lists = rules.length > 0 ? { folder, rules, above } : above;
    this.#lists.set(key, lists);
    return lists;
  }

  /** Whether a path, or a folder on the way to it, is meant. */
  #fitsBelow(from: string, rules: readonly IgnoreRule[], path: string, isFolder: boolean): boolean {
    const parts = below(from, path).split('/');
    return parts.some(
      (_, n) => isIgnored(rules, parts.slice(0, n + 1).join('/'), n + 1 < parts.length || isFolder) === true,
    );
  }

  /** The highest folder whose .gitignore counts: that of the repository, unless it leaves out what the user names. */
  #topOf(root: string): string {
    const whole = resolve(root);
    const known = this.#tops.get(whole);
    if (known !== undefined) return known;
    const repository = repositoryOf(whole);
    let top = repository ?? whole;
    if (repository !== undefined)
      for (let at = whole; at !== repository; at = dirname(at))
        if (this.#isIgnoredByGit(at, true, repository)) top = whole;
    this.#tops.set(whole, top);
    return top;
  }
}

const below = (folder: string, path: string): string =>
  folder === '.' ? pathFrom('./x')(path) : relative(folder, path).replaceAll('\\', '/');

function repositoryOf(start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    if (isThere(join(folder, '.git'))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

function linesOf(folder: string): string[] {
  if (!isThere(join(folder, '.gitignore'))) return [];
  try {
    const bytes = readAndClose(new FolderRoot(folder).open('.gitignore'), largest + 1);
    const lines = new TextDecoder().decode(bytes.subarray(0, largest)).split('\n');
    if (bytes.length <= largest) return lines;
    const path = displayed(join(folder, '.gitignore'));
    say(
      `lsvf: only the first ${largest >> 10} KiB of ${path} are used, the largest .gitignore that is read in full`,
    );
    return lines.slice(0, -1);
  } catch {
    // A link out of the folder, or a file without permission: git could not read it either.
    return [];
  }
}
