import { hasGlob } from './glob.ts';

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

const fromHere = (path: string): string => path.replace(/^\.\//, '');

/** Whether a run looked at all that one file names, which may name its files from another folder. */
export class Covered {
  readonly #files: ReadonlySet<string>;
  readonly #folders: readonly string[];

  constructor({ files, folders }: Extent, pathIn: PathIn) {
    this.#files = new Set(files.map((file) => fromHere(pathIn(file))));
    this.#folders = folders.map(pathIn);
  }

  /** A pattern may fit a file that was not looked at, unless its folder was. */
  pattern(text: string): boolean {
    const named = fromHere(text);
    const parts = named.split('/');
    const glob = parts.findIndex(hasGlob);
    const folder = parts.slice(0, glob < 0 ? -1 : glob).join('/');
    return this.#holds(folder) || (glob < 0 && this.#files.has(named));
  }

  file(path: string): boolean {
    return this.#files.has(fromHere(path)) || this.#holds(path);
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
