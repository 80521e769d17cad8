import { dirname, join, relative, resolve } from 'node:path';
import { lstatOf, readAndClose } from '../input/source/files.ts';
import { FolderRoot } from '../input/source/folder-root.ts';
import { type IgnoreRule, ignoreRules, isIgnored } from '../lint/gitignore.ts';
import { displayed, pathFrom } from './inputs.ts';
import type { LintPolicies } from './lint-settings.ts';

/** Bytes of a .gitignore that are taken. */
const largest = 64 << 10;

/**
 * What lint leaves out of the folders that it walks: by --ignore, by `ignore` of the configuration there, and by
 * .gitignore. Each folder on the way to a path is asked for before what is in it.
 */
export class IgnoredPaths {
  readonly #policies: LintPolicies;
  readonly #own: readonly IgnoreRule[];
  readonly #ofGit = new Map<string, readonly IgnoreRule[]>();
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
    for (let folder = dirname(whole); ; folder = dirname(folder)) {
      const found = isIgnored(this.#rulesOf(folder), below(folder, whole), isFolder);
      if (found !== undefined) return found;
      if (folder === top || dirname(folder) === folder) return false;
    }
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

  #rulesOf(folder: string): readonly IgnoreRule[] {
    const known = this.#ofGit.get(folder);
    if (known) return known;
    const rules = ignoreRules(linesOf(folder));
    this.#ofGit.set(folder, rules);
    return rules;
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

function isThere(path: string): boolean {
  try {
    return lstatOf(path) !== undefined;
  } catch {
    return false;
  }
}

function linesOf(folder: string): string[] {
  if (!isThere(join(folder, '.gitignore'))) return [];
  try {
    const bytes = readAndClose(new FolderRoot(folder).open('.gitignore'), largest);
    return new TextDecoder().decode(bytes).split('\n');
  } catch {
    // A link out of the folder, or a file without permission: git could not read it either.
    return [];
  }
}
