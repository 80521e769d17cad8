import { hasGlob, matchesGlob } from './glob.ts';

/** How a file that names others names them: from its own folder. */
export type PathIn = (source: string) => string;

export const asGiven: PathIn = (source) => source;

/** What a run looked at. */
export interface Extent {
  readonly files: readonly string[];
  /** Folders of which everything was looked at. */
  readonly folders: readonly string[];
  /** Whether a rule, or one of a group, could find something. */
  runs(rule: string): boolean;
}

/** Whether a run looked at all that one file names, which may name its files from another folder. */
export class Covered {
  readonly #files: readonly string[];
  readonly #folders: readonly string[];

  constructor({ files, folders }: Extent, pathIn: PathIn) {
    this.#files = files.map(pathIn);
    this.#folders = folders.map(pathIn);
  }

  /** A pattern may fit a file that was not looked at, unless its folder was. */
  pattern(text: string): boolean {
    const parts = text.replace(/^\.\//, '').split('/');
    const glob = parts.findIndex(hasGlob);
    const folder = parts.slice(0, glob < 0 ? -1 : glob).join('/');
    return this.#holds(folder) || (glob < 0 && this.#files.some((file) => matchesGlob(file, text)));
  }

  file(path: string): boolean {
    return this.#files.includes(path) || this.#holds(path);
  }

  /** Everything below the folder of the file that names the others. */
  get all(): boolean {
    return this.#holds('');
  }

  #holds(path: string): boolean {
    return this.#folders.some((folder) =>
      /^(?:\.\.(?:\/|$))*$/.test(folder)
        ? !path.startsWith('../')
        : path === folder || path.startsWith(`${folder}/`),
    );
  }
}
